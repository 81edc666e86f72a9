import InventoryWire
import Testing

@Suite struct XMLReaderTests {
    @Test(arguments: XMLCase.odd) func `an odd document is read`(_ document: XMLCase) throws {
        let root = try XMLReader.read(document.bytes).root
        let text = (root.child("v") ?? root).text
        #expect(Array(text.utf8) == Array(document.expected.utf8))
    }

    @Test(arguments: XMLCase.hostile) func `a hostile or broken document is refused`(_ document: XMLCase) {
        let error = #expect(throws: DocumentSyntaxError.self) { try XMLReader.read(document.bytes) }
        #expect(error?.problem.contains(document.expected) == true || document.expected.isEmpty)
        #expect(error?.description.contains("not an acceptable XML document") == true)
    }

    @Test func `elements have names without prefix, children in order, and text of their own`() throws {
        let text = "<p:List xmlns:p='u'> <Id>a</Id><Rule><Id>no</Id></Rule><Id>b</Id><Empty/> </p:List>"
        let root = try XMLReader.read(Array(text.utf8)).root
        #expect(root.name == "List")
        #expect(root.children.map(\.name) == ["Id", "Rule", "Id", "Empty"])
        #expect(root.children.filter { $0.name == "Id" }.map(\.text) == ["a", "b"])
        #expect(root.child("Id")?.text == "a")
        #expect(root.child("Rule")?.child("Id")?.text == "no")
        #expect(root.child("Missing") == nil)
        #expect(root.text == "  ")
        #expect(root.hasChildren && root.child("Empty")?.hasChildren == false)
        #expect(root.child("Empty")?.children.map(\.name) == [])
    }

    @Test(
        arguments: [
            ("<a>\n <b></a>", 2, 7), ("<a></b>", 1, 6), ("<?xml version='1.0'?><a></b>", 1, 27),
            ("<?xml version='1.0'?>\n<a></b>", 2, 6), ("\n\n<?xml\nversion='1.0'?><a></b>", 4, 21),
            ("<?xml version='1.0'?>\n<a>\n日志&</a>", 3, 4), ("\u{FEFF}<a></b>", 1, 6), ("<a/>\n x", 2, 2),
            ("<!DOCTYPE html>", 1, 15), ("  <a></b>", 1, 8),
        ]) func `an error names line and column`(_ text: String, _ line: Int, _ column: Int)
    {
        let error = #expect(throws: DocumentSyntaxError.self) { try XMLReader.read(Array(text.utf8)) }
        #expect(error?.line == line)
        #expect(error?.column == column)
        #expect(error?.description.hasPrefix("line \(line), column \(column): ") == true)
    }

    @Test(
        arguments: [
            ("<a><b>x</b></a>", "<b>x</b>"), ("<a> <b/> </a>", "<b/>"), ("<a><b /></a>", "<b />"),
            ("<a><b c='>'/></a>", "<b c='>'/>"), ("<a><b><b>&amp;</b><c/></b ></a>", "<b><b>&amp;</b><c/></b >"),
            ("<?xml version='1.0'?>\n<a>日志<b>日</b></a>", "<b>日</b>"), ("\u{FEFF}<a>\r\n<b>\r\n</b></a>", "<b>\r\n</b>"),
            ("<a><b><![CDATA[</b>]]><!-- </b> --></b></a>", "<b><![CDATA[</b>]]><!-- </b> --></b>"),
            ("<p:a><p:b x='1'>y</p:b></p:a>", "<p:b x='1'>y</p:b>"), ("<a><b></b></a>", "<b></b>"),
        ]) func `an element knows its bytes in the source`(_ text: String, _ source: String) throws
    {
        let root = try XMLReader.read(Array(text.utf8)).root
        #expect(root.child("b").map { String(decoding: $0.source, as: UTF8.self) } == source)
    }

    @Test func `the sources of siblings and the root are whole`() throws {
        let text = "<?xml version='1.0'?><l><r>1</r><r/><r>3<s/></r></l>\n"
        let root = try XMLReader.read(Array(text.utf8)).root
        let sources = root.children.map { String(decoding: $0.source, as: UTF8.self) }
        #expect(sources == ["<r>1</r>", "<r/>", "<r>3<s/></r>"])
        #expect(String(decoding: root.source, as: UTF8.self) == "<l>" + sources.joined() + "</l>")
    }

    @Test(
        arguments: [
            ("<a xmlns:x='u'><x:b>1</x:b></a>", ["{u}b"]), ("<a><b xmlns='u'>1</b><c/></a>", ["{u}b", "c"]),
            ("<a xmlns='u'><b/><c xmlns='v'/><d/></a>", ["b", "{v}c", "d"]),
            ("<p:a xmlns:p='u' xmlns='v'><p:b/><c/></p:a>", ["b", "{v}c"]),
            ("<a xmlns='u'><b xmlns=''/><q:c/></a>", ["b", "{q}c"]),
            ("<p:a xmlns:p='u'><q:b xmlns:q='u'/><c/></p:a>", ["b", "c"]),
        ]) func `an element of another namespace than the root has no local name`(_ text: String, _ names: [String])
        throws
    {
        #expect(try XMLReader.read(Array(text.utf8)).root.children.map(\.name) == names)
    }

    @Test func `a root knows its namespace`() throws {
        for (text, namespace) in [
            ("<a xmlns='u'/>", "u"), ("<p:a xmlns:p='u' xmlns='v'/>", "u"), ("<a xmlns:p='u'/>", nil), ("<a/>", nil),
        ] { #expect(try XMLReader.read(Array(text.utf8)).root.declaredNamespace == namespace) }
    }

    @Test func `limits can be set`() throws {
        var limits = XMLReader.Limits()
        limits.bytes = 12
        limits.depth = 2
        limits.attributes = 1
        #expect(try XMLReader.read(Array("<a><b/></a>".utf8), limits: limits).root.hasChildren)
        for text in ["<a><b></b></a>", "<a><b><c/>", "<a b='' c=''/"] {
            #expect(throws: DocumentSyntaxError.self) { try XMLReader.read(Array(text.utf8), limits: limits) }
        }
    }
}
