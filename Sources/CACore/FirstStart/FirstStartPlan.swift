package import PortableFoundation
package import PKICrypto
import PKIDirectory

/// What the first start is to make. Read once; afterwards the store says how things are.
package struct FirstStartPlan: Sendable {
    package var rootName: String
    package var issuingName: String
    /// O of both authorities.
    package var organization: String
    /// The DNS name in config strings, and what CDP and AIA URLs begin with: they stand in certificates for ever.
    package var dnsName: String
    package var publicAddress: String
    /// The three numbers of the installation's domain SID.
    package var domain: (UInt32, UInt32, UInt32)
    /// Who enrols for others through certificate management, and for whom; nil leaves the grant out.
    package var managementAgent: UUID?
    package var singleOperator: Bool
    package var rootKey: KeySpecification
    package var issuingKey: KeySpecification
    package var rootValiditySeconds: Int
    package var issuingValiditySeconds: Int
    /// CA certificates that may follow the issuing one: 1 lets the SubCA template be of use.
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
