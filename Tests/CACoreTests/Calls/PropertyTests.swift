import CACore
import CAInterface
import PortableFoundation
import PKIFormats
import PKITesting
import Testing

@Suite("CA properties")
struct PropertyTests {
    private func code(_ id: Int32, index: Int = 0, _ test: TestAuthority) async throws -> HRESULT? {
        do {
            _ = try await test.bound(test.alice).property(CAPropertyID(id), index: index)
            return nil
        } catch let error as CAError {
            return error.status
        }
    }

    @Test("the properties that are answered have the documented types")
    func types() async throws {
        let test = try await TestAuthority.make()
        let bound = try await test.bound(test.alice)
        for id in [
            1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 28, 29, 30, 31, 32, 33, 34, 39, 40, 41,
            42, 44,
            45,
        ]
            as [Int32]
        {
            let value = try await bound.property(CAPropertyID(id), index: 0)
            let type: CAPropertyType =
                switch value {
                case .long: .long
                case .date: .date
                case .binary: .binary
                case .string: .string
                }
            #expect(type == CAProperty.named(CAPropertyID(id))?.type, "property \(id)")
        }
    }

    @Test("the values of properties are those of the authority")
    func values() async throws {
        let test = try await TestAuthority.make()
        let bound = try await test.bound(test.alice)
        let description = try #require(await test.service.authorities().first)
        #expect(try await bound.property(.caName, index: 0) == .string("Chancery Issuing CA"))
        #expect(try await bound.property(.parentCA, index: 0) == .string("pki.example.test\\Chancery Root CA"))
        #expect(try await bound.property(.caType, index: 0) == .long(1))
        #expect(try await bound.property(.caSigCert, index: -1) == .binary(description.certificate))
        #expect(try await bound.property(.caSigCertCount, index: 0) == .long(1))
        #expect(try await bound.property(.caXchgCertCount, index: 0) == .long(1))
        #expect(try await bound.property(.caCertState, index: 0) == .long(3))
        #expect(try await bound.property(.crlState, index: 0) == .long(3))
        #expect(try await bound.property(.baseCRLPublishStatus, index: 0) == .long(5))
        #expect(try await bound.property(.caCertStatusCode, index: 0) == .long(0))
        #expect(try await bound.property(.policyDescription, index: 0) == .string("Chancery"))
        #expect(try await bound.property(.certCDPURLs, index: 0) == .string("http://pki.example.test/crl/Chancery%20Issuing%20CA.crl"))
        let chain = try #require(try await bound.property(.caSigCertCRLChain, index: 0).binary)
        let message = try SignedData(contentInfo: chain)
        #expect(message.certificates == [description.certificate] + description.chain)
        #expect(message.crls.count == 2)
        let templates = try #require(try await bound.property(.templates, index: 0).string)
        let lines = templates.split(separator: "\n")
        #expect(lines.count == 18)
        #expect(lines.contains("WebServer"))
        let root = try await test.bound(test.alice, to: TestAuthority.rootName)
        #expect(try await root.property(.caType, index: 0) == .long(0))
        await #expect(throws: CAError.self) { try await root.property(.parentCA, index: 0) }
    }

    @Test(
        "a property that this authority does not have is 0x80070002",
        arguments: [8, 26, 27, 1000, 1001, 1002] as [Int32]
    )
    func absent(_ id: Int32) async throws {
        #expect(try await code(id, TestAuthority.make()) == .fileNotFound)
    }

    @Test("unknown property ids and bad indexes are 0x80070057")
    func unknown() async throws {
        let test = try await TestAuthority.make()
        #expect(try await code(0, test) == .invalidArgument)
        #expect(try await code(51, test) == .invalidArgument)
        #expect(try await code(-1, test) == .invalidArgument)
        #expect(try await code(6, index: 1, test) == .invalidArgument)
        #expect(try await code(6, index: -1, test) == .invalidArgument)
        #expect(try await code(12, index: 1, test) == .invalidArgument)
        #expect(try await code(12, index: -2, test) == .invalidArgument)
        #expect(try await code(19, index: -1, test) == .invalidArgument)
        #expect(try await code(4, index: 1, test) == .fileNotFound)
    }

    @Test("names are sanitized as MS-WCCE says, and long ones shortened")
    func sanitized() {
        #expect(SanitizedName.of("Chancery Issuing CA") == "Chancery Issuing CA")
        #expect(SanitizedName.of("A&B \"CA\" (1)/ü") == "A!0026B !0022CA!0022 !00281!0029!002f!00fc")
        let long = String(repeating: "n", count: 60)
        let short = SanitizedName.short(of: long)
        #expect(short.hasPrefix(String(repeating: "n", count: 51) + "-"))
        #expect(short.utf16.count == 57)
        #expect(SanitizedName.short(of: "Short") == "Short")
        // An escape that the cut would split is dropped whole.
        let split = SanitizedName.short(of: String(repeating: "n", count: 49) + "&&&&")
        #expect(split.hasPrefix(String(repeating: "n", count: 49) + "-"))
    }
}

extension CAPropertyValue {
    fileprivate var binary: [UInt8]? { if case .binary(let bytes) = self { bytes } else { nil } }
    fileprivate var string: String? { if case .string(let text) = self { text } else { nil } }
}
