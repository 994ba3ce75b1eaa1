import CAInterface
import Testing

@Suite("request attributes")
struct RequestAttributesTests {
    @Test(
        "attribute text is read by lines: names lose blanks and minus signs, values are trimmed",
        arguments: [
            ("CertificateTemplate:User", [["CertificateTemplate", "User"]]),
            (
                "Certificate-Template: User \r\ncertificate template:\tWeb\n",
                [["CertificateTemplate", "User"], ["certificatetemplate", "Web"]]
            ),
            ("\ncdc:dc1.example.com\nrmd:pc\n\nccm:pc", [["cdc", "dc1.example.com"], ["rmd", "pc"], ["ccm", "pc"]]),
            ("SAN:dns=a&url=http://b/:8080", [["SAN", "dns=a&url=http://b/:8080"]]),
            ("no colon\n:no name\nno value:\n - :x\nA:ü b", [["A", "ü b"]]),
            ("a:1\rb:2", [["a", "1"], ["b", "2"]]),
            ("", []),
        ]
    )
    func reading(text: String, expected: [[String]]) {
        let attributes = RequestAttributes(raw: text)
        #expect(attributes.pairs.map { [$0.name, $0.value] } == expected)
        #expect(attributes.raw == text)
    }

    @Test("a name is looked up without case, and the first of several counts")
    func lookUp() {
        let attributes = RequestAttributes(raw: "certificatetemplate:User\nCertificateTemplate:WebServer")
        #expect(attributes["CERTIFICATETEMPLATE"] == "User")
        #expect(attributes["SAN"] == nil)
    }

    @Test("equal dictionaries make equal text")
    func dictionaries() {
        #expect(RequestAttributes(["b": "2", "a": "1"]).raw == "a:1\nb:2")
    }
}
