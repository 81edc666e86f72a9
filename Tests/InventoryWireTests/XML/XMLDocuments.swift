import InventoryWire
import Testing

/// A document with a name, so that a failing test says which.
struct XMLCase: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    /// The root's text, or that of its child `v` where it has one; for refused documents a part of the problem.
    var expected: String

    init(_ name: String, _ text: String, _ expected: String) {
        self.init(name, bytes: Array(text.utf8), expected)
    }

    init(_ name: String, bytes: [UInt8], _ expected: String) {
        self.name = name
        self.bytes = bytes
        self.expected = expected
    }

    var testDescription: String { name }
}

extension XMLCase {
    /// Odd documents that are read.
    static let odd = [
        XMLCase("no prolog", "<a>x</a>", "x"),
        XMLCase("a prolog", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a>x</a>", "x"),
        XMLCase(
            "a prolog without its second question mark", "<?xml version=\"1.0\" encoding=\"UTF-8\">\n<a>x</a>", "x"),
        XMLCase("two prologs", "<?xml version='1.0'?><?xml version='1.0'?><a>x</a>", "x"),
        XMLCase("blanks before the prolog", " \r\n\t<?xml version='1.0'?><a>x</a>", "x"),
        XMLCase("a byte order mark", bytes: [0xEF, 0xBB, 0xBF] + Array("<a>x</a>".utf8), "x"),
        XMLCase("a byte order mark, blanks and a prolog", "\u{FEFF}\n<?xml version='1.0'?>\n<a>x</a>", "x"),
        XMLCase(
            "a prolog that says Latin-1, with ASCII after it", "<?xml version='1.0' encoding='latin1'?><a>x</a>", "x"),
        XMLCase(
            "a prolog that says UTF-16, with UTF-8 after it", "<?xml version='1.0' encoding='UTF-16'?><a>é</a>", "é"),
        XMLCase(
            "a prolog that says utf-8 in small letters", "<?xml version = '1.0' encoding = 'utf-8' ?><a>é</a>", "é"),
        XMLCase("a default namespace", "<a xmlns=\"http://cos.example.com/doc/\"><v>x</v></a>", "x"),
        XMLCase("blanks round the equals sign", "<a xmlns = \"http://obs.example.com/doc/\" ><v>x</v ></a>", "x"),
        XMLCase("prefixes", "<p:a xmlns:p='u'><p:v>x</p:v></p:a>", "x"),
        XMLCase("an undeclared prefix", "<q:a><q:v>x</q:v></q:a>", "x"),
        XMLCase("CDATA", "<a><![CDATA[a<b>&amp;]] ]]></a>", "a<b>&amp;]] "),
        XMLCase("CDATA between text", "<a>1<![CDATA[2]]>3<![CDATA[]]></a>", "123"),
        XMLCase("a comment inside text", "<a>x<!-- <v>no</v> -->y</a>", "xy"),
        XMLCase("unknown elements", "<a><w><v>no</v></w><v>x</v><z/></a>", "x"),
        XMLCase("character references", "<a>&#65;&#x42;&#x1F4A9;&#13;&#10;</a>", "AB\u{1F4A9}\r\n"),
        XMLCase("entity references", "<a>data &amp; &lt;raw&gt;/1 &quot;&apos;</a>", "data & <raw>/1 \"'"),
        XMLCase("white space alone", "<a> \n\t </a>", " \n\t "),
        XMLCase("white space round references", "<a> &amp; &amp; </a>", " & & "),
        XMLCase("CRLF and CR in text", "<a>1\r\n2\r3</a>", "1\n2\n3"),
        XMLCase("text between children", "<a>1<w>no</w>2<w/>3</a>", "123"),
        XMLCase("an empty element", "<a/>", ""),
        XMLCase("attributes", "<a b='1' c=\"2&lt;\" d=''>x</a>", "x"),
        XMLCase("comments and blanks after the root", "<a>x</a>\n<!-- end -->\n", "x"),
        XMLCase("a composed and a decomposed letter", "<a>\u{E9}e\u{301}</a>", "\u{E9}e\u{301}"),
        XMLCase("names beyond ASCII", "<根><v>x</v></根>", "x"),
        XMLCase("64 KiB of text", "<a>\(text(65_536))</a>", text(65_536)),
        XMLCase("64 KiB of text in each of many", "<a>\(text(65_536))<b>\(text(65_536))</b><v>x</v></a>", "x"),
        XMLCase("a megabyte", "<a>" + String(repeating: "<w>\(text(23))</w>", count: 34_952) + "<v>x</v></a>", "x"),
        XMLCase("32 levels", nested(32), ""),
        XMLCase("32 attributes", attributes(32), ""),
    ]

    /// Documents that are refused, and why.
    static let hostile = [
        XMLCase("nothing", "", "no element found"),
        XMLCase("blanks", " \n ", "no element found"),
        XMLCase("a prolog alone", "<?xml version='1.0'?>", "no element found"),
        XMLCase("text", "Service Unavailable", "syntax error"),
        XMLCase("JSON", "{\"Error\": \"x\"}", "not well-formed"),
        XMLCase("an HTML page", "<!DOCTYPE html><html><body>502<br></body></html>", "a page of HTML"),
        XMLCase("an HTML page without DOCTYPE", "<html><head><meta charset=utf-8></head></html>", "a page of HTML"),
        XMLCase("billion laughs", "<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;'>]><a>&y;</a>", "DOCTYPE"),
        XMLCase(
            "quadratic blow-up",
            "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x '\(String(repeating: "x", count: 9999))'>]><a>"
                + String(repeating: "&x;", count: 999) + "</a>", "DOCTYPE"),
        XMLCase("an internal entity", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "DOCTYPE"),
        XMLCase("an internal entity in an attribute", "<!DOCTYPE a [<!ENTITY x 'y'>]><a b='&x;'/>", "DOCTYPE"),
        XMLCase("an external entity", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "DOCTYPE"),
        XMLCase("a parameter entity", "<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1/'> %x;]><a/>", "DOCTYPE"),
        XMLCase("an external DTD", "<!DOCTYPE a SYSTEM 'http://127.0.0.1/a.dtd'><a/>", "DOCTYPE"),
        XMLCase("a DOCTYPE behind a false prolog", "<?xml > <!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "DOCTYPE"),
        XMLCase("an undefined entity", "<a>&nbsp;</a>", "undefined entity"),
        XMLCase("invalid UTF-8", bytes: wrapped([0xFF]), "not well-formed"),
        XMLCase("Latin-1 that is not declared", bytes: wrapped([0xE9]), "the byte 0xE9 here is not UTF-8"),
        XMLCase("a lone continuation byte", bytes: wrapped([0x80]), "not well-formed"),
        XMLCase("an overlong slash", bytes: wrapped([0xC0, 0xAF]), "not well-formed"),
        XMLCase("an overlong NUL", bytes: wrapped([0xC0, 0x80]), "not well-formed"),
        XMLCase("a surrogate", bytes: wrapped([0xED, 0xA0, 0x80]), "not well-formed"),
        XMLCase("beyond Unicode", bytes: wrapped([0xF4, 0x90, 0x80, 0x80]), "not well-formed"),
        XMLCase("half a character", bytes: wrapped([0xE6, 0x97]), "not well-formed"),
        XMLCase("NUL", bytes: wrapped([0x00]), "NUL"),
        XMLCase("a control character", bytes: wrapped([0x1B]), "not well-formed"),
        XMLCase("U+FFFF", bytes: wrapped([0xEF, 0xBF, 0xBF]), "not well-formed"),
        XMLCase("a reference to NUL", "<a>&#0;</a>", "invalid character number"),
        XMLCase("a reference to a surrogate", "<a>&#xD800;</a>", "invalid character number"),
        XMLCase("a reference beyond Unicode", "<a>&#x110000;</a>", "invalid character number"),
        XMLCase(
            "Latin-1", bytes: Array("<?xml version='1.0' encoding='ISO-8859-1'?>".utf8) + wrapped([0xE9]),
            "the encoding ISO-8859-1"),
        XMLCase(
            "a prolog that says Latin-1, with UTF-8 after it", "<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>",
            "the encoding ISO-8859-1"),
        XMLCase(
            "GBK", bytes: Array("<?xml version='1.0' encoding='GBK'?>".utf8) + wrapped([0xC8, 0xD5]),
            "the encoding GBK"),
        XMLCase("UTF-16", bytes: [0xFF, 0xFE] + "<a/>".utf8.flatMap { [$0, 0] }, "UTF-16 with the low byte first"),
        XMLCase(
            "UTF-16, the other end first", bytes: [0xFE, 0xFF] + "<a/>".utf8.flatMap { [0, $0] },
            "UTF-16 with the high byte first"),
        XMLCase("UTF-16 without a mark", bytes: "<a/>".utf8.flatMap { [$0, 0] }, "UTF-16 with the low byte first"),
        XMLCase("33 levels", nested(33), "deeper than 32"),
        XMLCase("100,000 levels", String(repeating: "<a>", count: 100_000), "deeper than 32"),
        XMLCase("33 attributes", attributes(33), "more than 32 attributes"),
        XMLCase("50,000 attributes", attributes(50_000), "no tag ends within 131072 bytes"),
        XMLCase(
            "40,001 elements", "<a>" + String(repeating: "<b/>", count: 40_000) + "</a>", "more than 40000 elements"),
        XMLCase(
            "4,001 attributes", "<a c=''>" + String(repeating: "<b c=''/>", count: 4_000) + "</a>",
            "or 4000 attributes"),
        XMLCase(
            "a byte too many", "<a>" + String(repeating: " ", count: (1 << 20) - 6) + "</a>",
            "longer than 1048576 bytes"),
        XMLCase("a byte of text too many", "<a>\(text(65_537))</a>", "more than 65536 bytes of text"),
        XMLCase(
            "a byte of text too many round a child", "<a>\(text(60_000))<b>\(text(9))</b>\(text(5_537))</a>",
            "more than 65536 bytes of text"),
        XMLCase("a processing instruction before the root", "<?style a?><a>x</a>", "processing instruction"),
        XMLCase("a processing instruction in the root", "<a>x<?pi <v>?>y</a>", "processing instruction"),
        XMLCase("a processing instruction after the root", "<a>x</a><?end?>", "processing instruction"),
        XMLCase("a second root", "<a/><b/>", "junk after document element"),
        XMLCase("text after the root", "<a/>x", "junk after document element"),
        XMLCase("a duplicate attribute", "<a b='1' b='2'/>", "duplicate attribute"),
        XMLCase("tags that do not match", "<a><b></a></b>", "mismatched tag"),
        XMLCase("tags in another case", "<a></A>", "mismatched tag"),
        XMLCase("a document cut off", "<a><b>x</b>", "no element found"),
        XMLCase("a tag cut off", "<a><b", "unclosed token"),
        XMLCase("a prolog cut off", "<?xml version='1.0'", ""),
        XMLCase("CDATA cut off", "<a><![CDATA[x</a>", "unclosed"),
        XMLCase("a comment cut off", "<a><!-- x</a>", "unclosed token"),
        XMLCase("a bare ampersand", "<a>a & b</a>", "not well-formed"),
        XMLCase("a bare less-than in an attribute", "<a b='<'/>", "not well-formed"),
        XMLCase("the end of CDATA in text", "<a>]]></a>", "not well-formed"),
        XMLCase("an attribute without quotes", "<a b=1/>", "not well-formed"),
    ]

    private static func wrapped(_ bytes: [UInt8]) -> [UInt8] { Array("<a>x".utf8) + bytes + Array("y</a>".utf8) }

    private static func nested(_ levels: Int) -> String {
        String(repeating: "<n>", count: levels) + String(repeating: "</n>", count: levels)
    }

    private static func text(_ count: Int) -> String { String(repeating: "x", count: count) }

    private static func attributes(_ count: Int) -> String {
        "<a" + (0..<count).map { " a\($0)=''" }.joined() + "/>"
    }
}
