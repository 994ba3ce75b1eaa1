import CAInterface
import PKIDirectory

extension AuditFilter {
    /// Whether the documented bits choose the events of a kind. A kind that belongs to none is always chosen.
    func shows(_ octet: UInt8) -> Bool {
        guard let kind = AuditEvent.Kind(rawValue: octet), let bit = Self.bit(of: kind) else { return true }
        return contains(bit)
    }

    private static func bit(of kind: AuditEvent.Kind) -> AuditFilter? {
        switch kind {
        case .backupMade, .backupRestored, .storeRestored, .storeCopied: .backupAndRestore
        case .requestIssued, .requestHeld, .requestDenied, .requestFailed, .requestResubmitted, .officerApproved, .officerDenied,
            .requestAttributesSet, .certificateExtensionSet, .certificateImported, .requestsErased, .requestAttributesErased,
            .certificatePresigned, .requestChallenged, .precertificateSigned, .exchangeCertificateIssued:
            .requests
        case .certificateRevoked, .certificateReleased, .revocationReasonChanged, .revocationListSigned, .publicationOrdered,
            .foreignRevocationChanged, .expiredListingChanged:
            .revocation
        case .authoritySecurityChanged, .officerRightsChanged, .authorityRecovered: .security
        case .authorityCreated, .authoritySettingsChanged, .auditFilterChanged, .templateSaved, .templatePublished, .templateWithdrawn,
            .templateRetired, .templateRuleAccepted, .templateAcceptanceWithdrawn, .agentGranted, .agentGrantRemoved, .exitReceiverTested:
            .configuration
        default: nil
        }
    }
}
