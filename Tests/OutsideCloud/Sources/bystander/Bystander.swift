import CloudInventory
import OtherSDK

/// Types of the program's own, under names that the library has too.
struct Filter { var text = "mine" }
struct Tag { var text = "mine" }

/// A program for which the library is one of several.
@main enum Bystander {
    static func main() {
        let filter = Filter()
        let tag = Tag()
        // Where two libraries have a name, the program says which one it means.
        let request = OtherSDK.HTTPRequest()
        let plan = OtherSDK.Plan()
        print(filter.text, tag.text, request, plan, Vendors.ids.count)
    }
}
