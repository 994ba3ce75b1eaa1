import PKIDirectory
import PKIFormats
import Testing

@Suite("The security descriptor of an authority")
struct AuthorityDescriptorTests {
    private static let group = "S-1-5-21-1-2-3-1102"

    @Test(
        "SDDL with the documented bits is read as rights, and written back",
        arguments: [
            ("D:(A;;0x300;;;AU)", [.read, .enroll]), ("D:(A;;CCCR;;;\(group))", [.manageAuthority, .read]),
            ("D:(A;;DC;;;\(group))", .issueAndManage), ("D:(A;;LC;;;\(group))", .audit), ("D:(A;;SW;;;\(group))", .operate),
        ] as [(String, AccessRights)]
    )
    func rights(_ sddl: String, _ rights: AccessRights) throws {
        let list = try AccessControlList(authorityDescriptor: try SecurityDescriptor(sddl: sddl))
        #expect(list.entries.map(\.rights) == [rights])
        #expect(try list.authorityDescriptor().sddl() == sddl)
        let binary = try list.authorityDescriptor().binary()
        #expect(try AccessControlList(authorityDescriptor: try SecurityDescriptor(binary: binary)) == list)
    }

    @Test("a denying entry denies, and comes first when it is written")
    func deny() throws {
        let list = try AccessControlList(authorityDescriptor: try SecurityDescriptor(sddl: "D:(A;;0x300;;;AU)(D;;0x200;;;\(Self.group))"))
        #expect(list.entries.map(\.isDeny) == [false, true])
        #expect(try list.authorityDescriptor().sddl() == "D:(D;;0x200;;;\(Self.group))(A;;0x300;;;AU)")
    }

    @Test(
        "a missing list, conditions, object types and unknown rights are refused",
        arguments: [
            "O:AU", "D:NO_ACCESS_CONTROL", "D:(OA;;CR;0e10c968-78fb-11d2-90d4-00c04f79dc55;;AU)", "D:(A;;GA;;;AU)", "D:(A;;0x400;;;AU)",
        ]
    )
    func refused(_ sddl: String) throws {
        let descriptor = try SecurityDescriptor(sddl: sddl)
        #expect(throws: FormatError.self) { try AccessControlList(authorityDescriptor: descriptor) }
    }
}
