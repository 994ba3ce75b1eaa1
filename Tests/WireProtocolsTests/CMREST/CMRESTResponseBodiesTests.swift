import PKIDirectory
import PortableFoundation
import PKIFormats
import Testing
import WireProtocols

@Suite("Response bodies of the CM REST interface")
struct CMRESTResponseBodiesTests {
    let id = UUID(uuid: (0x7B, 0x1F, 0x44, 0xD2, 0x90, 0xC3, 0x4E, 0x2A, 0x8F, 0x5D, 0x1D, 0x0C, 0x9E, 0x6B, 0x22, 0x01))
    let text = "7b1f44d2-90c3-4e2a-8f5d-1d0c9e6b2201"
    let none = "00000000-0000-0000-0000-000000000000"

    @Test("a profile template is written member by member as published")
    func profileTemplate() {
        let body = ProfileTemplateBody(name: "Laptop \"VPN\"", description: "a/b", uuid: id, isSmartcard: false, isVirtualSmartcard: true)
        #expect(
            body.json.text
                == #"{"Name":"Laptop \"VPN\"","Description":"a/b","Uuid":"\#(text)","IsSmartcardProfileTemplate":false,"IsVirtualSmartcardProfileTemplate":true}"#
        )
    }

    @Test("a request is written member by member as published, with empty GUIDs, year one and trailing NULs")
    func request() throws {
        let sid = try #require(SecurityIdentifier("S-1-5-21-11-22-33-1105"))
        var body = ManagementRequestBody(
            uuid: id,
            requestType: 1,
            status: 3,
            flags: 2,
            dataCollection: [.init(name: "Sample Data Item", value: nil), .init(name: "b", value: "c")],
            dataCollectionFlags: 32,
            originatorUser: id,
            targetUser: id,
            submitted: Date(timeIntervalSince1970: 1_436_312_181.93),
            completed: nil,
            newProfile: nil,
            oldProfile: nil,
            newSmartcard: nil,
            oldSmartcard: nil,
            priority: 0,
            comment: "",
            profileTemplate: id,
            securityDescriptor: SecurityDescriptorText(
                owner: sid,
                entries: [.init(trustee: .everyone, mask: 0x20000, isDeny: false), .init(trustee: sid, mask: 0x3000F, isDeny: false)],
                hasTrailingNULs: true
            ),
            isSmartcard: true,
            isEnrollmentAgent: false,
            isDataCollectionComplete: false
        )
        #expect(
            body.json.text == #"{"Uuid":"\#(text)","RequestType":1,"Status":3,"Flags":2,"#
                + #""DataCollection":[{"Name":"Sample Data Item","Value":null},{"Name":"b","Value":"c"}],"DataCollectionFlags":32,"#
                + #""OriginatorUserUuid":"\#(text)","TargetUserUuid":"\#(text)","Submitted":"2015-07-07T23:36:21.93Z","#
                + #""Completed":"0001-01-01T00:00:00","NewProfileUuid":"\#(none)","OldProfileUuid":"\#(none)","NewSmartcardUuid":"\#(none)","#
                + #""OldSmartcardUuid":"\#(none)","Priority":0,"Comment":"","ProfileTemplateUuid":"\#(text)","#
                + #""SecurityDescriptor":"O:S-1-5-21-11-22-33-1105D:(A;;RC;;;WD)(A;;CCDCLCSWSDRC;;;S-1-5-21-11-22-33-1105)\u0000\u0000","#
                + #""IsSmartcard":true,"IsEnrollmentAgent":false,"IsDataCollectionComplete":false}"#
        )
        body.completed = Date(timeIntervalSince1970: 1_436_312_433.133)
        #expect(body.json.text.contains(#""Completed":"2015-07-07T23:40:33.133Z""#))
    }

    @Test("a policy is written with its data items under both names")
    func policy() {
        let empty = SecurityDescriptorText(owner: nil, entries: [], hasTrailingNULs: false)
        let body = PolicyBody(
            enabled: true,
            selfServiceEnabled: true,
            approvalsNeeded: 0,
            enrollAgentRequired: false,
            collectComments: false,
            collectRequestPriority: false,
            defaultRequestPriority: 10,
            authorizedInitiator: empty,
            authorizedApprover: empty,
            authorizedEnrollmentAgent: empty,
            items: [.init(name: "Cost centre", description: "", isRequired: true, originator: "Subscriber", defaultValue: nil)]
        )
        let items =
            #"[{"Name":"Cost centre","Description":"","Type":"String","Required":true,"Originator":"Subscriber","DefaultValue":null,"Validation":null,"Storage":null}]"#
        #expect(
            body.json.text
                == #"{"Enabled":true,"SelfServiceEnabled":true,"ApprovalsNeeded":0,"EnrollAgentRequired":false,"CollectComments":false,"#
                + #""CollectRequestPriority":false,"DefaultRequestPriority":10,"AuthorizedInitiator":"D:","AuthorizedApprover":"D:","#
                + #""AuthorizedEnrollmentAgent":"D:","PolicyDataCollection":\#(items),"DataCollection":\#(items),"Documents":[],"#
                + #""OneTimePasswordPolicy":null,"Personalization":null}"#
        )
    }

    @Test("a profile is written member by member as published")
    func profile() {
        let body = ProfileBody(
            uuid: id,
            status: 2,
            flags: 1,
            parentProfile: id,
            primaryProfile: nil,
            assignedUser: id,
            profileTemplate: id,
            profileTemplateVersion: 3,
            comment: "",
            operations: ["renew", "disable", "recover"]
        )
        #expect(
            body.json.text == #"{"Uuid":"\#(text)","Status":2,"Flags":1,"ParentProfileUuid":"\#(text)","PrimaryProfileUuid":"\#(none)","#
                + #""AssignedUserUuid":"\#(text)","ProfileTemplateUuid":"\#(text)","ProfileTemplateVersion":3,"Comment":"","#
                + #""ProfileOperations":["renew","disable","recover"]}"#
        )
    }

    @Test("a certificate is written member by member as published; the caller's list has five members more")
    func heldCertificate() {
        var body = HeldCertificateBody(
            isKeyHistory: false,
            archivedOnCA: false,
            certificateType: 1,
            templateCommonName: "BadgeLogon",
            serialNumber: "a0000002c9f3e71",
            thumbprint: "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"
        )
        let common =
            #"{"IsKeyHistory":false,"ArchivedOnCa":false,"CertificateType":1,"TemplateCommonName":"BadgeLogon","SerialNumber":"0A0000002C9F3E71","#
            + #""Thumbprint":"0A1B2C3D4E5F60718293A4B5C6D7E8F901234567""#
        #expect(body.json.text == common + "}")
        body.details = .init(
            notAfter: Date(timeIntervalSince1970: 1_436_312_181),
            notBefore: Date(timeIntervalSince1970: 0.5),
            issuer: #"ca.example\Issuing CA"#,
            requesterName: #"EXAMPLE\ana"#,
            status: 0
        )
        #expect(
            body.json.text == common + #","NotAfter":"2015-07-07T23:36:21","NotBefore":"1970-01-01T00:00:00","#
                + #""Issuer":"ca.example\\Issuing CA","RequesterName":"EXAMPLE\\ana","Status":0}"#
        )
    }

    @Test("a generation option is written member by member as published, Exportable as a number")
    func option() {
        let body = GenerationOptionBody(
            subject: "",
            keyAlgorithmName: "RSA",
            keySize: 3072,
            friendlyName: "Badge",
            hashAlgorithmName: "SHA256",
            keyStorageProviderNames: ["One", "Two"],
            exportable: 0,
            keyProtectionLevel: 0,
            keyUsages: 2
        )
        #expect(
            body.json.text == #"{"Subject":"","KeyAlgorithmName":"RSA","KeySize":3072,"FriendlyName":"Badge","HashAlgorithmName":"SHA256","#
                + #""KeyStorageProviderNames":["One","Two"],"Exportable":0,"KeyProtectionLevel":0,"KeyUsages":2}"#
        )
    }

    @Test("a certificate is written with the published capitals, its Pkcs7 in lines of 64 ended by CR LF")
    func certificate() {
        let body = CertificateBody(
            templateCommonName: "BadgeLogon",
            certificateID: 0,
            flags: 65_536,
            useLocalMachineStore: false,
            pkcs7: [UInt8](repeating: 0, count: 60)
        )
        let base64 = String(repeating: "A", count: 64) + "\\r\\n" + String(repeating: "A", count: 16) + "\\r\\n"
        #expect(
            body.json.text
                == #"{"TemplateCommonName":"BadgeLogon","CertificateId":0,"Flags":65536,"UseLocalMachineStore":false,"Error":null,"#
                + #""Pkcs7":"\#(base64)","Pfx":null,"IsExternal":false,"isServerGenerated":false,"isPfx":false,"isPkcs7":true,"isKeyHistory":false}"#
        )
    }

    @Test("a refused certificate request has an Error with disposition, signed result and text, and no blob")
    func refusedCertificate() {
        let body = CertificateBody(
            templateCommonName: "T",
            certificateID: 1,
            flags: 0,
            useLocalMachineStore: true,
            failure: .init(disposition: 2, hresult: -2_146_877_431, message: "Denied by Policy Module")
        )
        #expect(
            body.json.text == #"{"TemplateCommonName":"T","CertificateId":1,"Flags":0,"UseLocalMachineStore":true,"#
                + #""Error":{"Disposition":2,"HResult":-2146877431,"Message":"Denied by Policy Module"},"#
                + #""Pkcs7":null,"Pfx":null,"IsExternal":false,"isServerGenerated":false,"isPfx":false,"isPkcs7":false,"isKeyHistory":false}"#
        )
    }

    @Test("an error body has message, code and correlation id")
    func error() {
        #expect(
            CMRESTErrorBody(message: "m", errorCode: "RequestStateInvalid", correlationID: text).json.text
                == #"{"Message":"m","ErrorCode":"RequestStateInvalid","CorrelationId":"\#(text)"}"#
        )
    }
}
