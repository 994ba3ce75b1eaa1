import PKIDirectory

func describe(_ binary: [UInt8], for person: Principal) throws {
    let descriptor = try SecurityDescriptor(binary: binary)
    print(try descriptor.sddl())    // O:BAD:(OA;;CR;0e10c968-78fb-11d2-90d4-00c04f79dc55;;AU)
    let access = try AccessControlList(templateDescriptor: descriptor)
    if access.rights(of: person).contains(.enroll) {
        print("\(person.accountName) may enroll")
    } else if let entry = access.decidingEntry(for: .enroll, of: person) {
        print("the entry for \(entry.trustee) denies it")
    }
}
