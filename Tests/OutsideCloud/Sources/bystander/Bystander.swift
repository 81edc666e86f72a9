import CloudInventory
import OtherSDK

/// A type of the program's own, under a name that the library has too.
struct Tag { var text = "mine" }

/// A program for which the library is one of several. Names that `import CloudInventory` lets through would be ambiguous
/// here, and nothing would compile.
@main enum Bystander {
    static func main() {
        let content = InventoryContent(filter: .init(prefix: "db/"), fields: [.size])
        print(Plan(), HTTPRequest(), Limits(), Filter(), Tag().text, content.fields.list.count, Vendors.ids.count)
    }
}
