extension AuditEvent {
    /// The table of kinds. The octet is part of the leaf, unencrypted and permanent: a number is never given to another kind, and a kind
    /// that is no longer written keeps its line. The record shows the name of the case.
    public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
        case authorityCreated = 0x01
        case authoritySettingsChanged = 0x02
        case templateSaved = 0x03
        case agentGranted = 0x04
        case keysResealed = 0x05
        case backupMade = 0x06
        case backupRestored = 0x07
        case templatePublished = 0x08
        case templateWithdrawn = 0x09
        case templateRuleAccepted = 0x0A
        case templateRetired = 0x0B
        case templateAcceptanceWithdrawn = 0x0C
        case agentGrantRemoved = 0x0D
        case certificatePresigned = 0x10
        case requestChallenged = 0x0E
        case requestAttributesErased = 0x13
        case exitReceiverTested = 0x14
        case authoritySecurityChanged = 0x18
        case officerRightsChanged = 0x19
        case auditFilterChanged = 0x1A
        case authorityRecovered = 0x1B

        case requestIssued = 0x20
        case requestHeld = 0x21
        case requestDenied = 0x22
        case requestFailed = 0x23
        case requestResubmitted = 0x24
        case officerApproved = 0x25
        case officerDenied = 0x26
        case certificateRevoked = 0x27
        case certificateReleased = 0x28
        case revocationReasonChanged = 0x29
        case requestAttributesSet = 0x2C
        case certificateExtensionSet = 0x2D
        case certificateImported = 0x2E
        case requestsErased = 0x2F

        case revocationListSigned = 0x30
        case revocationListPartSigned = 0x94
        case publicationOrdered = 0x31
        case foreignRevocationChanged = 0x32
        case expiredListingChanged = 0x33
        case exchangeCertificateIssued = 0x34
        case precertificateSigned = 0x35
        case statusSignerIssued = 0x90
        case secretKeyMade = 0x3E
        case nodeAdded = 0x3F

        case cardMasterKeyMade = 0x3A
        case cardConfigurationGiven = 0x3B
        case mailFailed = 0x36
        case mailRetried = 0x37
        case mailTested = 0x38

        case accountCreated = 0x40
        case accountChanged = 0x41
        case accountEnabled = 0x42
        case accountDisabled = 0x43
        case passwordSet = 0x44
        case groupCreated = 0x45
        case memberAdded = 0x46
        case memberRemoved = 0x47
        case signInsFailed = 0x48

        case profileTemplateSaved = 0x60
        case managementRequestInitiated = 0x61
        case managementApprovalAdded = 0x62
        case managementRequestApproved = 0x63
        case managementRequestDenied = 0x64
        case managementRequestCanceled = 0x65
        case managementRequestAbandoned = 0x66
        case managementExecutionStarted = 0x67
        case managementCertificateRequested = 0x68
        case managementCertificateIssued = 0x69
        case managementCertificatePending = 0x6A
        case managementCertificateRefused = 0x6B
        case managementRequestCompleted = 0x6C
        case managementRequestFailed = 0x6D
        case managementServerKeyMade = 0x7D
        case managementArchivedKeyCopied = 0x7E
        case managementKeyGivenOut = 0x7F
        case managementExternalCertificateAttached = 0x80
        case managementCardBound = 0x75
        case managementAdminKeyGiven = 0x76
        case managementCardAnswered = 0x77
        case managementPINGiven = 0x78
        case managementUnblockCodeGiven = 0x79
        case managementCardStatusChanged = 0x7A

        case managementDataItemsShown = 0x8A
        case storeCopied = 0x8B
        case storeRestored = 0x8C
        case recordLogStarted = 0x8D
        case recordLogEnded = 0x8E

        case managementPriorityChanged = 0x81
        case managementPasswordsDistributed = 0x82
        case managementPasswordsRedeemed = 0x83
        case managementPasswordRefused = 0x84
        case managementDocumentPrinted = 0x85
        case authorityRenewalBegun = 0x98
        case authorityRenewed = 0x99
        case authorityRenewalDiscarded = 0x9A
        case authorityCertificateInstalled = 0x9B
        case authorityExported = 0x9C
        case authorityImported = 0x9D
        case authoritySignedOffline = 0x9E
        case authorityRevokedByParent = 0x9F

        case nodeDrained = 0x86
        case nodeRemoved = 0x87
        case keyArchived = 0xA4
        case archivedKeyImported = 0xA5
        case keyRecoveryProposed = 0xA6
        case keyRecoveryApproved = 0xA7
        case keyRecoveryWithdrawn = 0xA8
        case archivedKeyHandedOut = 0xA9

        case tokenKeyMade = 0xA0
        case tokenKeyImported = 0xA1
        case managementSettlementBegun = 0x6E
        case managementCertificateRevoked = 0x6F
        case managementCertificateHeld = 0x70
        case managementCertificateReleased = 0x71
        case managementObjectChanged = 0x72

        public var name: String { Self.names[Int(rawValue)] }

        /// The kinds by octet. The table is made once, because asking for the name of a case uses reflection.
        private static let names: [String] = {
            var names = [String](repeating: "", count: 256)
            for kind in allCases { names[Int(kind.rawValue)] = String(describing: kind) }
            return names
        }()
    }

    public var kind: Kind {
        switch self {
        case .authorityCreated: .authorityCreated
        case .authoritySettingsChanged: .authoritySettingsChanged
        case .templateSaved: .templateSaved
        case .templatePublished: .templatePublished
        case .templateWithdrawn: .templateWithdrawn
        case .agentGranted: .agentGranted
        case .agentGrantRemoved: .agentGrantRemoved
        case .templateRuleAccepted: .templateRuleAccepted
        case .templateAcceptanceWithdrawn: .templateAcceptanceWithdrawn
        case .templateRetired: .templateRetired
        case .keysResealed: .keysResealed
        case .secretKeyMade: .secretKeyMade
        case .backupMade: .backupMade
        case .backupRestored: .backupRestored
        case .storeCopied: .storeCopied
        case .storeRestored: .storeRestored
        case .authoritySecurityChanged: .authoritySecurityChanged
        case .officerRightsChanged: .officerRightsChanged
        case .auditFilterChanged: .auditFilterChanged
        case .authorityRecovered: .authorityRecovered
        case .authorityLife(let act, _): act.kind
        case .authorityImported: .authorityImported
        case .request(let act, _): act.kind
        case .requestsErased: .requestsErased
        case .requestAttributesErased: .requestAttributesErased
        case .exitReceiverTested: .exitReceiverTested
        case .foreignRevocationChanged: .foreignRevocationChanged
        case .revocationListSigned: .revocationListSigned
        case .revocationListPartSigned: .revocationListPartSigned
        case .publicationOrdered: .publicationOrdered
        case .exchangeCertificateIssued: .exchangeCertificateIssued
        case .statusSignerIssued: .statusSignerIssued
        case .archivedKey(let act, _): act.kind
        case .directoryChanged(let act, _): act.kind
        case .signInsFailed: .signInsFailed
        case .profileTemplateSaved: .profileTemplateSaved
        case .managementRequest(let act, _): act.kind
        case .cardMasterKeyMade: .cardMasterKeyMade
        case .cardConfigurationGiven: .cardConfigurationGiven
        case .mailFailed: .mailFailed
        case .mailRetried: .mailRetried
        case .mailTested: .mailTested
        case .recordLogStarted: .recordLogStarted
        case .recordLogEnded: .recordLogEnded
        case .nodeAdded: .nodeAdded
        case .nodeDrained: .nodeDrained
        case .nodeRemoved: .nodeRemoved
        case .tokenKeyMade: .tokenKeyMade
        case .tokenKeyImported: .tokenKeyImported
        }
    }
}

extension AuditEvent.RequestAct {
    var kind: AuditEvent.Kind {
        switch self {
        case .issued: .requestIssued
        case .held: .requestHeld
        case .denied: .requestDenied
        case .failed: .requestFailed
        case .resubmitted: .requestResubmitted
        case .approvedByOfficer: .officerApproved
        case .deniedByOfficer: .officerDenied
        case .revoked: .certificateRevoked
        case .released: .certificateReleased
        case .reasonChanged: .revocationReasonChanged
        case .attributesSet: .requestAttributesSet
        case .extensionSet: .certificateExtensionSet
        case .imported: .certificateImported
        case .expiredListingChanged: .expiredListingChanged
        case .precertificateSigned: .precertificateSigned
        case .presigned: .certificatePresigned
        case .challenged: .requestChallenged
        }
    }
}

extension AuditEvent.ArchivedKeyAct {
    var kind: AuditEvent.Kind {
        switch self {
        case .archived: .keyArchived
        case .imported: .archivedKeyImported
        case .recoveryProposed: .keyRecoveryProposed
        case .recoveryApproved: .keyRecoveryApproved
        case .recoveryWithdrawn: .keyRecoveryWithdrawn
        case .handedOut: .archivedKeyHandedOut
        }
    }
}

extension AuditEvent.DirectoryAct {
    var kind: AuditEvent.Kind {
        switch self {
        case .accountCreated: .accountCreated
        case .accountChanged: .accountChanged
        case .accountEnabled: .accountEnabled
        case .accountDisabled: .accountDisabled
        case .passwordSet: .passwordSet
        case .groupCreated: .groupCreated
        case .memberAdded: .memberAdded
        case .memberRemoved: .memberRemoved
        }
    }
}

extension AuditEvent.ManagementAct {
    var kind: AuditEvent.Kind {
        switch self {
        case .initiated: .managementRequestInitiated
        case .approvalAdded: .managementApprovalAdded
        case .approved: .managementRequestApproved
        case .denied: .managementRequestDenied
        case .canceled: .managementRequestCanceled
        case .abandoned: .managementRequestAbandoned
        case .executionStarted: .managementExecutionStarted
        case .certificateRequested: .managementCertificateRequested
        case .certificateIssued: .managementCertificateIssued
        case .certificatePending: .managementCertificatePending
        case .certificateRefused: .managementCertificateRefused
        case .completed: .managementRequestCompleted
        case .failed: .managementRequestFailed
        case .serverKeyMade: .managementServerKeyMade
        case .archivedKeyCopied: .managementArchivedKeyCopied
        case .keyGivenOut: .managementKeyGivenOut
        case .externalCertificateAttached: .managementExternalCertificateAttached
        case .cardBound: .managementCardBound
        case .adminKeyGiven: .managementAdminKeyGiven
        case .cardAnswered: .managementCardAnswered
        case .pinGiven: .managementPINGiven
        case .unblockCodeGiven: .managementUnblockCodeGiven
        case .cardStatusChanged: .managementCardStatusChanged
        case .dataItemsShown: .managementDataItemsShown
        case .priorityChanged: .managementPriorityChanged
        case .passwordsDistributed: .managementPasswordsDistributed
        case .passwordsRedeemed: .managementPasswordsRedeemed
        case .passwordRefused: .managementPasswordRefused
        case .documentPrinted: .managementDocumentPrinted
        case .settlementBegun: .managementSettlementBegun
        case .certificateRevoked: .managementCertificateRevoked
        case .certificateHeld: .managementCertificateHeld
        case .certificateReleased: .managementCertificateReleased
        case .objectChanged: .managementObjectChanged
        }
    }
}
