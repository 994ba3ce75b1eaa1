import Foundation
import PKIDirectory
import PKIFormats
import Testing

/// Descriptors that Samba has read and written; `scripts/samba-vectors` records them.
private struct SambaVector: Sendable, CustomTestStringConvertible {
    let text: String
    let binary: [UInt8]
    let printed: String
    var testDescription: String { text }

    static let domain: (UInt32, UInt32, UInt32) = (1_004_336_348, 1_177_238_915, 682_003_330)

    static let all: [SambaVector] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Vectors/samba-descriptors.tsv")
        let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
        return lines.compactMap { line in
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3, let bytes = try? Hex.decode(parts[1]) else { return nil }
            return SambaVector(text: parts[0], binary: bytes, printed: parts[2])
        }
    }()
}

@Suite struct SecurityDescriptorTests {
    @Test("the vectors of Samba are all there")
    func vectorsAreThere() { #expect(SambaVector.all.count == 14) }

    @Test("a descriptor in text becomes the octets that Samba writes", arguments: SambaVector.all)
    fileprivate func readsText(vector: SambaVector) throws {
        #expect(try SecurityDescriptor(sddl: vector.text, domain: SambaVector.domain).binary() == vector.binary)
    }

    @Test("the octets that Samba writes are read and written back unchanged", arguments: SambaVector.all)
    fileprivate func readsBinary(vector: SambaVector) throws {
        let descriptor = try SecurityDescriptor(binary: vector.binary)
        #expect(try descriptor.binary() == vector.binary)
        #expect(try SecurityDescriptor(sddl: descriptor.sddl()) == descriptor)
        #expect(try SecurityDescriptor(sddl: vector.printed) == descriptor)
    }

    @Test("rights are printed in the order of Windows, and as a number when a bit has no word")
    func printsRights() throws {
        let text = "D:P(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;SY)(D;;0x100200;;;WD)"
        #expect(try SecurityDescriptor(sddl: text).sddl() == text)
    }

    @Test("an account of a domain is refused without the domain, with the SID to write instead")
    func domainIsNeeded() {
        let error = #expect(throws: FormatError.self) { try SecurityDescriptor(sddl: "D:(A;;GA;;;DA)") }
        #expect(error?.reason == "DA is an account of a domain; say which domain, or write its SID (S-1-5-21-…-512)")
    }

    @Test(
        "a text that cannot be read is refused with the part and the reason",
        arguments: [
            ("X:AB", "", "expected O:, G:, D: or S:"),
            ("O:BAO:BA", "O", "the part O: is there twice"),
            ("D:(A;;GA;;;SY", "D[0]", "the closing parenthesis is missing"),
            ("D:(A;;GA;;SY)", "D[0]", "expected six fields (type;flags;rights;object type;inherited object type;account), found 5"),
            ("D:(A;;GQ;;;SY)", "D[0].rights", "\"GQ\" names no right; use words such as RP, WP, CR, GA or a number such as 0x20094"),
            ("D:(A;;0x1FFFFFFFF;;;SY)", "D[0].rights", "\"0x1FFFFFFFF\" is not a number of 32 bits"),
            ("D:(A;X;GA;;;SY)", "D[0].flags", "\"X\" does not consist of words of two letters"),
            ("D:(A;XX;GA;;;SY)", "D[0].flags", "\"XX\" is not one of OI, CI, NP, IO, ID, SA, FA"),
            ("D:(A;;CR;0e10c968-78fb-11d2-90d4-00c04f79dc55;;SY)", "D[0].objectType", "an entry of type A has no object type; use OA"),
            ("D:(OA;;CR;0e10;;SY)", "D[0].objectType", "\"0e10\" is not a GUID"),
            (
                "D:(A;;GA;;;Domain Admins)", "D[0].account",
                "\"Domain Admins\" is neither a SID such as S-1-5-11 nor an account's two letters such as AU"
            ),
            (
                "D:(A;;GA;;;SY)(XA;;GA;;;WD;(x))", "D[1]",
                "expected six fields (type;flags;rights;object type;inherited object type;account), found 7"
            ),
            ("D:Q(A;;GA;;;SY)", "D", "expected P, AR, AI, NO_ACCESS_CONTROL or an entry in parentheses"),
            ("D:NO_ACCESS_CONTROL(A;;GA;;;SY)", "D", "a list is either NO_ACCESS_CONTROL or has entries"),
        ]
    )
    func refusesText(text: String, field: String, reason: String) {
        let error = #expect(throws: FormatError.self) { try SecurityDescriptor(sddl: text) }
        #expect(error?.field == field)
        #expect(error?.reason == reason)
    }

    @Test("no damaged descriptor is read beyond its end, and every cut is refused", arguments: SambaVector.all)
    fileprivate func refusesDamage(vector: SambaVector) {
        for length in 0..<vector.binary.count {
            #expect(throws: FormatError.self) { try SecurityDescriptor(binary: Array(vector.binary.prefix(length))) }
        }
        for position in vector.binary.indices {
            for bit in 0..<8 {
                var damaged = vector.binary
                damaged[position] ^= 1 << UInt8(bit)
                // A descriptor may be read or refused. Neither may end the process, and a descriptor that was read can be written.
                if let read = try? SecurityDescriptor(binary: damaged) {
                    #expect(throws: Never.self) { try read.binary() }
                }
            }
        }
    }

    @Test("an entry of an unknown kind is refused, because what it grants cannot be judged")
    func refusesUnknownKinds() throws {
        var bytes = try SecurityDescriptor(sddl: "D:(A;;GA;;;SY)").binary()
        bytes[28] = 0x04
        let error = #expect(throws: FormatError.self) { try SecurityDescriptor(binary: bytes) }
        #expect(error?.reason == "entries of type 4 are not known, so what they grant cannot be judged")
    }
}

@Suite struct TemplateDescriptorTests {
    private let enroll = "0e10c968-78fb-11d2-90d4-00c04f79dc55"
    private let users = "S-1-5-21-1-2-3-513"

    private func rights(_ sddl: String, of sid: String) throws -> AccessRights {
        let list = try AccessControlList(templateDescriptor: SecurityDescriptor(sddl: sddl))
        let allowed = list.entries.filter { $0.trustee.text == sid && !$0.isDeny }.reduce(into: AccessRights()) { $0.formUnion($1.rights) }
        let denied = list.entries.filter { $0.trustee.text == sid && $0.isDeny }.reduce(into: AccessRights()) { $0.formUnion($1.rights) }
        return allowed.subtracting(denied)
    }

    @Test(
        "rights of a template's descriptor",
        arguments: [
            ("(A;;RPLCLORC;;;%)", AccessRights.read),
            ("(OA;;CR;0e10c968-78fb-11d2-90d4-00c04f79dc55;;%)", .enroll),
            ("(OA;;CR;a05b8cc2-17bc-4802-a710-e7c15ab866a2;;%)", .autoenroll),
            ("(A;;CR;;;%)", [.enroll, .autoenroll]),
            ("(OA;;CR;ab721a53-1e2f-11d0-9819-00aa0040529b;;%)", []),
            ("(A;;GA;;;%)", [.read, .write, .enroll, .autoenroll]),
            ("(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;%)", [.read, .write, .enroll, .autoenroll]),
            ("(A;;WP;;;%)", .write),
            ("(A;;WD;;;%)", .write),
            ("(A;;WO;;;%)", .write),
            ("(A;;GW;;;%)", .write),
            ("(OA;;WP;ea1dddc4-60ff-416e-8cc0-17cee534bce7;;%)", .write),
            ("(OA;;RPWPCR;0e10c968-78fb-11d2-90d4-00c04f79dc55;;%)", .enroll),
            ("(A;CIIO;GA;;;%)", []),
            ("(OD;;CR;0e10c968-78fb-11d2-90d4-00c04f79dc55;;%)(A;;CR;;;%)", .autoenroll),
            ("(D;;CR;;;%)(A;;GA;;;%)", [.read, .write]),
            ("(D;;WP;;;%)(A;;GA;;;%)", [.read, .write, .enroll, .autoenroll]),
            ("(D;;WPWDWO;;;%)(A;;GA;;;%)", [.read, .enroll, .autoenroll]),
        ] as [(String, AccessRights)]
    )
    func mapsRights(entries: String, expected: AccessRights) throws {
        #expect(try rights("D:" + entries.replacing("%", with: users), of: users) == expected)
    }

    @Test("the owner of a template may write it, because an owner may change the access list")
    func ownerWrites() throws { #expect(try rights("O:\(users)D:(A;;RP;;;AU)", of: users) == .write) }

    @Test("a template without an access list is refused, because everybody could change it")
    func nullListIsRefused() {
        #expect(throws: FormatError.self) { try AccessControlList(templateDescriptor: SecurityDescriptor(sddl: "O:BAD:NO_ACCESS_CONTROL")) }
        #expect(throws: FormatError.self) { try AccessControlList(templateDescriptor: SecurityDescriptor(sddl: "O:BA")) }
    }

    @Test("rights survive the way into a descriptor and back")
    func roundTrip() throws {
        let group = try #require(SecurityIdentifier(users))
        let list = AccessControlList([
            AccessControlList.Entry(trustee: group, rights: .autoenroll, isDeny: true),
            AccessControlList.Entry(trustee: .authenticatedUsers, rights: .read),
            AccessControlList.Entry(trustee: group, rights: [.read, .write, .enroll]),
        ])
        let read = try AccessControlList(templateDescriptor: SecurityDescriptor(binary: list.templateDescriptor().binary()))
        for sid in [group, .authenticatedUsers] {
            for isDeny in [true, false] {
                func sum(_ list: AccessControlList) -> AccessRights {
                    list.entries.filter { $0.trustee == sid && $0.isDeny == isDeny }.reduce(into: []) { $0.formUnion($1.rights) }
                }
                #expect(sum(read) == sum(list))
            }
        }
    }

    @Test(
        "a security identifier whose numbers do not fit its binary form is refused",
        arguments: ["S-1-5-4294967296", "S-1-281474976710656-1"]
    )
    func identifiersFit(text: String) { #expect(SecurityIdentifier(text) == nil) }
}
