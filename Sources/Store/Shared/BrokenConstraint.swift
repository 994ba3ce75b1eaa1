/// A constraint of the schema that a change-set broke, with the schema's name for it. Callers tell constraints apart by this name; a database's own message is
/// only used to look the name up.
enum BrokenConstraint: String, Sendable, Hashable, CaseIterable {
    case requestID
    case requestSerial
    case requestSubmissionKey
    case precertificateSerial
    case authorityName
    case templateObjectIdentifier
    case principalIdentity
    case principalName
    case principalUserPrincipalName
    case principalDNSName
    case onlyGroupsHaveMembers
    case listNumbersGrow
    case profileTemplateName
    /// A referenced row does not exist.
    case reference
    /// A constraint that callers need not distinguish. If it is a unique one, somebody else was first.
    case unique
    case other
}
