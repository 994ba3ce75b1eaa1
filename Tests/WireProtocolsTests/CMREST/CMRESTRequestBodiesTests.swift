import PortableFoundation
import PKIFormats
import PKITesting
import Testing
import WireProtocols

@Suite("Request bodies of the CM REST interface")
struct CMRESTRequestBodiesTests {
    let id = "5e0a7c11-2b64-4d0f-9a31-7c55d1f0a001"

    @Test("a request body may have case-insensitive names, numeric strings, trailing commas and missing members")
    func create() throws {
        let full = try CreateRequestBody(
            Array(
                """
                {"ProfileTemplateUuid":" {\(id.uppercased())}","DataCollection":[],"target":"\(id)","type":"Enroll","comment":"x","priority":"4",}
                """.utf8
            )
        )
        #expect(GUIDText.text(full.profileTemplate) == id && GUIDText.text(full.target) == id)
        #expect(full.type == "Enroll" && full.comment == "x" && full.priority == 4)
        let bare = try CreateRequestBody(Array(#"{"profiletemplateuuid":"\#(id)","type":1}"#.utf8))
        #expect(bare.type == "1" && bare.comment == "" && bare.priority == nil && bare.target == nil && bare.dataCollection.isEmpty)
        let card = try CreateRequestBody(Array(#"{"smartcard":"\#(id)","type":"Unblock","datacollection":"[]","comment":""}"#.utf8))
        #expect(card.profileTemplate == nil && GUIDText.text(card.existingObject) == id)
    }

    @Test(
        "a request body that cannot be read is refused and the part is named",
        arguments: [
            ("", "body"), ("[]", "body"), ("{", "body"), (#"{"type":"Enroll","profiletemplateuuid":"x"}"#, "profiletemplateuuid"),
            (#"{"type":"Enroll","profiletemplateuuid":5}"#, "profiletemplateuuid"), (#"{"profiletemplateuuid":""}"#, "type"),
            (#"{"type":[]}"#, "type"), (#"{"type":"Enroll","priority":256}"#, "priority"),
            (#"{"type":"Enroll","priority":"-1"}"#, "priority"),
            (#"{"type":"Enroll","priority":1.5}"#, "priority"), (#"{"type":"Enroll","comment":7}"#, "comment"),
            (#"{"type":"Enroll","target":"nobody"}"#, "target"), (#"{"type":"Enroll","datacollection":7}"#, "datacollection"),
        ]
    )
    func refused(text: String, part: String) {
        #expect {
            try CreateRequestBody(Array(text.utf8))
        } throws: { ($0 as? InputError)?.part == part }
    }

    @Test("a status body holds a word")
    func status() throws {
        #expect(try StatusBody(Array(#"{"status":"Completed"}"#.utf8)).status == "Completed")
        #expect(try StatusBody(Array(#"{"Status":8}"#.utf8)).status == "8")
        #expect(throws: InputError.self) { try StatusBody(Array("{}".utf8)) }
    }

    @Test("the published certificatedata body is read unchanged: CR LF inside the string, bits as published")
    func published() throws {
        let lines = SampleVectors.cmCertificateRequestBase64.filter { !$0.isWhitespace }
        var wrapped = ""
        for (index, character) in lines.enumerated() {
            wrapped.append(character)
            if index % 64 == 63 { wrapped += "\\r\\n" }
        }
        let text = """
            {
                "pfxpassword":"6b75162c-b3b4-4fc1-a653-f12dae98f0c3",
                "certificaterequests":[
                    "\(wrapped)"
                ]
            }
            """
        let body = try CertificateDataBody(Array(text.utf8))
        #expect(body.certificateRequests == [try SampleVectors.cmCertificateRequest] && body.certificateRequests[0].count == 864)
        #expect(body.pfxPassword == "6b75162c-b3b4-4fc1-a653-f12dae98f0c3" && body.comments == "")
    }

    @Test("certificatedata takes comment and comments, and refuses anything but a list of base64")
    func certificateData() throws {
        #expect(try CertificateDataBody(Array(#"{"comment":"a"}"#.utf8)).comments == "a")
        #expect(try CertificateDataBody(Array(#"{"Comments":"b","certificaterequests":null}"#.utf8)).comments == "b")
        for bad in [
            #"{"certificaterequests":"AAAA"}"#, #"{"certificaterequests":[5]}"#, #"{"certificaterequests":[""]}"#,
            #"{"certificaterequests":["*"]}"#, #"{"pfxpassword":7}"#,
            #"{"certificaterequests":["# + Array(repeating: #""AAAA""#, count: 33).joined(separator: ",") + "]}",
        ] { #expect(throws: InputError.self, "\(bad.prefix(60))") { try CertificateDataBody(Array(bad.utf8)) } }
    }
}
