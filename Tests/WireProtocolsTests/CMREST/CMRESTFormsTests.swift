import PortableFoundation
import PKIDirectory
import PKIFormats
import PKITesting
import Testing
import WireProtocols

@Suite("Forms of the CM REST interface")
struct CMRESTFormsTests {
    @Test(
        "GUIDs are read in four forms, in either case, with blanks around",
        arguments: [
            "7b1f44d2-90c3-4e2a-8f5d-1d0c9e6b2201", "7B1F44D2-90C3-4E2A-8F5D-1D0C9E6B2201", "7b1f44d290c34e2a8f5d1d0c9e6b2201",
            "{7b1f44d2-90c3-4e2a-8f5d-1d0c9e6b2201}", "(7B1F44D2-90C3-4E2A-8F5D-1D0C9E6B2201)", " 7b1f44d2-90c3-4e2a-8f5d-1d0c9e6b2201 ",
        ]
    )
    func guids(text: String) {
        #expect(GUIDText.read(text) != nil)
        #expect(GUIDText.text(GUIDText.read(text)) == "7b1f44d2-90c3-4e2a-8f5d-1d0c9e6b2201")
    }

    @Test(
        "text in another form is refused as a GUID",
        arguments: [
            "", "x", "7b1f44d2-90c3-4e2a-8f5d-1d0c9e6b220", "{7b1f44d2-90c3-4e2a-8f5d-1d0c9e6b2201",
            "{7b1f44d2-90c3-4e2a-8f5d-1d0c9e6b2201)",
            "7b1f44d290c34e2a8f5d1d0c9e6b22zz", "{7b1f44d290c34e2a8f5d1d0c9e6b2201}", "7b1f-44d290c34e2a8f5d1d0c9e6b2201-----",
        ]
    )
    func noGUIDs(text: String) {
        #expect(GUIDText.read(text) == nil)
    }

    @Test("no object is the empty GUID")
    func emptyGUID() {
        #expect(GUIDText.text(nil) == "00000000-0000-0000-0000-000000000000")
    }

    @Test("times are UTC with a shortened fraction, and year one without a zone is never")
    func dates() {
        for (seconds, text) in [
            (1_436_312_181.93, "2015-07-07T23:36:21.93Z"), (1_436_312_433.133, "2015-07-07T23:40:33.133Z"),
            (1_795_219_200.0, "2026-11-21T00:00:00Z"),
            (951_782_400.5, "2000-02-29T00:00:00.5Z"), (-1.0, "1969-12-31T23:59:59Z"), (4_107_542_399.999, "2100-02-28T23:59:59.999Z"),
        ] { #expect(InstantText.text(Date(timeIntervalSince1970: seconds)) == text) }
        #expect(InstantText.text(nil) == "0001-01-01T00:00:00")
    }

    @Test("a descriptor has owner and DACL, deny lines first, and one NUL for each line")
    func descriptor() throws {
        let sid = try #require(SecurityIdentifier("S-1-5-21-1-2-3-1105"))
        let descriptor = SecurityDescriptorText(
            owner: sid,
            entries: [
                .init(trustee: .everyone, mask: 0x20000, isDeny: false), .init(trustee: sid, mask: 0x3000F, isDeny: false),
                .init(trustee: sid, mask: 0x4, isDeny: true),
            ],
            hasTrailingNULs: true
        )
        #expect(
            descriptor.text
                == "O:S-1-5-21-1-2-3-1105D:(D;;LC;;;S-1-5-21-1-2-3-1105)(A;;RC;;;WD)(A;;CCDCLCSWSDRC;;;S-1-5-21-1-2-3-1105)\0\0\0"
        )
        #expect(SecurityDescriptorText(owner: nil, entries: [], hasTrailingNULs: true).text == "D:")
    }

    @Test("base64 goes out in lines of 64 ended by CR LF and comes in in any wrapping or as PEM")
    func base64() throws {
        let bytes = [UInt8](0..<100)
        let text = WrappedBase64.text(bytes)
        #expect(text.hasSuffix("\r\n") && text.components(separatedBy: "\r\n").dropLast().map(\.count) == [64, 64, 8])
        let plain = text.replacing("\r\n", with: "")
        let pem = "-----BEGIN NEW CERTIFICATE REQUEST-----\n\(plain)\n-----END NEW CERTIFICATE REQUEST-----\n"
        for form in [text, plain, text.replacing("\r\n", with: "\n"), " " + plain + " ", pem, pem + pem] {
            #expect(try WrappedBase64.read(form, part: "x") == bytes)
        }
        for bad in ["", "\r\n", "****", "AAA"] {
            #expect(throws: InputError.self) { try WrappedBase64.read(bad, part: "x") }
        }
    }

    @Test("three forms of datacollection give the same items")
    func dataCollection() throws {
        func read(_ text: String) throws -> [DataCollectionText.Item] {
            try DataCollectionText.read(PublishedJSON.read(Array(text.utf8)).member(inAnyCase: "datacollection"))
        }
        let items = [DataCollectionText.Item(name: "name", value: "ana"), .init(name: "town", value: "Split")]
        #expect(try read(#"{"datacollection":"[{\"name\":\"ana\"},{\"town\":\"Split\"}]"}"#) == items)
        #expect(try read(#"{"datacollection":[{"name":"ana"},{"town":"Split"}]}"#) == items)
        #expect(try read(#"{"datacollection":[{"Name":"name","Value":"ana"},{"value":"Split","NAME":"town"}]}"#) == items)
        #expect(try read(#"{"datacollection":{"name":"ana","town":"Split"}}"#) == items)
        for empty in [#"{"datacollection":"[]"}"#, #"{"datacollection":[]}"#, #"{"datacollection":""}"#, #"{"datacollection":null}"#, "{}"]
        {
            #expect(try read(empty).isEmpty)
        }
        #expect(
            try read(#"{"datacollection":[{"a":1,"b":true,"c":null,"d":[1,"x"]}]}"#) == [
                .init(name: "a", value: "1"), .init(name: "b", value: "true"), .init(name: "c", value: nil),
                .init(name: "d", value: #"[1,"x"]"#),
            ]
        )
        for bad in [#"{"datacollection":5}"#, #"{"datacollection":[1]}"#, #"{"datacollection":"{"}"#, #"{"datacollection":"\"[]\""}"#] {
            #expect(throws: InputError.self) { try read(bad) }
        }
    }
}
