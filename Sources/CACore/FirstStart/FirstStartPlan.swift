package import PortableFoundation
package import PKICrypto
import PKIDirectory

/// The installation that the first start makes. It is read once; afterwards the store is authoritative.
package struct FirstStartPlan: Sendable {
    package var rootName: String
    package var issuingName: String
    /// O of both authorities.
    package var organization: String
    /// The DNS name in config strings, and the beginning of CDP and AIA URLs. Certificates carry these URLs forever.
    package var dnsName: String
    package var publicAddress: String
    /// The three numbers of the installation's domain SID.
    package var domain: (UInt32, UInt32, UInt32)
    /// The agent that enrolls for others in certificate management, and for whom; nil omits the grant.
    package var managementAgent: UUID?
    package var singleOperator: Bool
    package var rootKey: KeySpecification
    package var issuingKey: KeySpecification
    /// Where the keys are made.
    package var rootPlace = KeyPlace.sealedFile(name: "root-0", purpose: .root)
    package var issuingPlace = KeyPlace.sealedFile(name: "issuing-0", purpose: .issuing)
    package var rootValiditySeconds: Int
    package var issuingValiditySeconds: Int
    /// The number of CA certificates allowed below the issuing one. With 1, the SubCA template is useful.
    package var issuingPathLength: Int?
    package var rootListPeriodSeconds: Int
    package var rootListValiditySeconds: Int
    package var issuingListPeriodSeconds: Int
    package var issuingListValiditySeconds: Int

    package init(
        organization: String,
        dnsName: String,
        publicAddress: String,
        domain: (UInt32, UInt32, UInt32),
        managementAgent: UUID?,
        singleOperator: Bool,
        rootName: String = "Chancery Root CA",
        issuingName: String = "Chancery Issuing CA",
        rootKey: KeySpecification = .p384,
        issuingKey: KeySpecification = .p256
    ) {
        self.rootName = rootName
        self.issuingName = issuingName
        self.organization = organization
        self.dnsName = dnsName
        self.publicAddress = publicAddress
        self.domain = domain
        self.managementAgent = managementAgent
        self.singleOperator = singleOperator
        self.rootKey = rootKey
        self.issuingKey = issuingKey
        let day = 86_400
        rootValiditySeconds = 20 * 365 * day
        issuingValiditySeconds = 10 * 365 * day
        issuingPathLength = 1
        rootListPeriodSeconds = 30 * day
        rootListValiditySeconds = 90 * day
        issuingListPeriodSeconds = day
        issuingListValiditySeconds = 7 * day
    }
}
