import PKIFormats

/// A kind of validation in a generation, from its policy. Source: S/MIME BR §7.1.6.1.
struct MailKind: Sendable {
    let isStrict: Bool
    /// 1 mailbox, 2 organization, 3 sponsor, 4 individual.
    private let validation: Int

    init?(_ policy: OID) {
        let numbers = policy.dotted.split(separator: ".").compactMap { Int($0) }
        guard numbers.count == 7, policy.dotted.hasPrefix("2.23.140.1.5."), (1...4).contains(numbers[5]), (2...3).contains(numbers[6])
        else { return nil }
        validation = numbers[5]
        isStrict = numbers[6] == 3
    }

    var isOrganization: Bool { validation == 2 }
    var isPerson: Bool { validation >= 3 }

    var demand: SubjectDemand {
        let mailbox: Set<OID> = [OID.commonName, OID.serialNumber, OID.emailAddress]
        if validation == 1 { return SubjectDemand(only: mailbox) }
        let person = [OID.givenName, OID.surname, OID.pseudonym]
        let organization = [OID.organization, OID.organizationIdentifier]
        var only = mailbox.union([OID.locality, OID.stateOrProvince, OID.country])
        if !isStrict { only.formUnion([OID.streetAddress, OID.postalCode]) }
        if isPerson { only.formUnion(person + [OID.title]) }
        if validation != 4 { only.formUnion(organization + [OID.organizationalUnit]) }
        return SubjectDemand(required: validation == 4 ? [] : organization, anyOf: isPerson ? person : [], only: only)
    }
}
