/// A constraint of the schema that a change-set broke, by the name the schema knows it by: what a store tells its callers apart by. No database's message goes
/// further than to the table that finds the name.
enum BrokenConstraint: String, Sendable, Hashable, CaseIterable {
    case requestID
    case requestSerial
    case requestSubmissionKey
    case authorityName
    case templateObjectIdentifier
    case principalIdentity
    case principalName
    case principalUserPrincipalName
    case principalDNSName
    case onlyGroupsHaveMembers
    case listNumbersGrow
    case profileTemplateName
    /// A row that another one names is not there.
    case reference
    /// One that nobody tells apart; every unique one among them means that somebody was first.
    case unique
    case other
}
