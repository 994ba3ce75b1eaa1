import PKIFormats

/// What the policy of one workflow has beside the members of all. Member names are documented, but `ReissueArchivedCertificates` and `ReuseCard`,
/// which follow the words of the portal.
///
/// Source: "RecoverPolicy Members", "OnlineUpdatePolicy Members", "TemporaryCardsPolicy Members", "RevocationOptions Members".
package enum PolicyDetail: Hashable, Sendable {
    case revocation(Revocation)
    /// Nil leaves duplicates as they are.
    case revocationForDuplicates(Revocation?)
    case reissuesArchived(Bool)
    case reusesCard(Bool)
    case allowsNamedTemplate(Bool)
    case temporaryCards(TemporaryCards)

    package struct Revocation: Hashable, Sendable {
        package let revokeOldCertificates: Bool
        package let disableOldCardOrProfile: Bool
        /// Number of RFC 5280 §5.3.1.
        package let reason: Int
        package let allowSpecifyReason: Bool
        /// Seconds; the unit is chosen.
        package let effectiveRevocationDelay: Int
        package let allowSpecifyDelay: Bool
        package let publishBaseCrl: Bool
        package let publishDeltaCrl: Bool

        package init(
            revokeOldCertificates: Bool,
            disableOldCardOrProfile: Bool,
            reason: Int,
            allowSpecifyReason: Bool,
            effectiveRevocationDelay: Int,
            allowSpecifyDelay: Bool,
            publishBaseCrl: Bool,
            publishDeltaCrl: Bool
        ) {
            self.revokeOldCertificates = revokeOldCertificates
            self.disableOldCardOrProfile = disableOldCardOrProfile
            self.reason = reason
            self.allowSpecifyReason = allowSpecifyReason
            self.effectiveRevocationDelay = effectiveRevocationDelay
            self.allowSpecifyDelay = allowSpecifyDelay
            self.publishBaseCrl = publishBaseCrl
            self.publishDeltaCrl = publishDeltaCrl
        }

        var json: JSONValue {
            .members([
                "RevokeOldCertificates": .bool(revokeOldCertificates), "DisableOldCardOrProfile": .bool(disableOldCardOrProfile),
                "Reason": .int(reason), "AllowSpecifyReason": .bool(allowSpecifyReason),
                "EffectiveRevocationDelay": .int(effectiveRevocationDelay), "AllowSpecifyDelay": .bool(allowSpecifyDelay),
                "PublishBaseCrl": .bool(publishBaseCrl), "PublishDeltaCrl": .bool(publishDeltaCrl),
            ])
        }
    }

    package struct TemporaryCards: Hashable, Sendable {
        package let allowKioskRetirement: Bool
        package let autoenrollEnabled: Bool
        package let blockAdminPin: Bool
        package let eraseCard: Bool
        package let resetAdminPin: Bool

        package init(allowKioskRetirement: Bool, autoenrollEnabled: Bool, blockAdminPin: Bool, eraseCard: Bool, resetAdminPin: Bool) {
            self.allowKioskRetirement = allowKioskRetirement
            self.autoenrollEnabled = autoenrollEnabled
            self.blockAdminPin = blockAdminPin
            self.eraseCard = eraseCard
            self.resetAdminPin = resetAdminPin
        }
    }

    var members: JSONMembers {
        switch self {
        case .revocation(let options): ["RevocationSettings": options.json]
        case .revocationForDuplicates(let options): ["RevocationSettingsForDuplicates": options?.json ?? .null]
        case .reissuesArchived(let flag): ["ReissueArchivedCertificates": .bool(flag)]
        case .reusesCard(let flag): ["ReuseCard": .bool(flag)]
        case .allowsNamedTemplate(let flag): ["AllowSpecifyCertificateTemplate": .bool(flag)]
        case .temporaryCards(let cards):
            [
                "AllowKioskRetirement": .bool(cards.allowKioskRetirement), "AutoenrollEnabled": .bool(cards.autoenrollEnabled),
                "BlockAdminPin": .bool(cards.blockAdminPin), "EraseCard": .bool(cards.eraseCard),
                "ResetAdminPin": .bool(cards.resetAdminPin),
            ]
        }
    }
}
