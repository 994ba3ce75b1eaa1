extension CAProperty {
    /// Every documented property. One place: the server answers from it, the client checks types with it, docs/conformance lists it.
    public static let table: [CAProperty] = [
        CAProperty(
            id: .init(1),
            name: "FILEVERSION",
            displayName: "CA File Version",
            type: .string,
            isIndexed: false,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(2),
            name: "PRODUCTVERSION",
            displayName: "CA Product Version",
            type: .string,
            isIndexed: false,
            acceptsNewest: false
        ),
        CAProperty(id: .init(3), name: "EXITCOUNT", displayName: "Exit Count", type: .long, isIndexed: false, acceptsNewest: false),
        CAProperty(
            id: .init(4),
            name: "EXITDESCRIPTION",
            displayName: "Exit Description",
            type: .string,
            isIndexed: true,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(5),
            name: "POLICYDESCRIPTION",
            displayName: "Policy Description",
            type: .string,
            isIndexed: false,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(6),
            name: "CANAME",
            displayName: "Certification Authority Name",
            type: .string,
            isIndexed: false,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(7),
            name: "SANITIZEDCANAME",
            displayName: "Sanitized CA Name",
            type: .string,
            isIndexed: false,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(8),
            name: "SHAREDFOLDER",
            displayName: "Shared Folder Path",
            type: .string,
            isIndexed: false,
            acceptsNewest: false
        ),
        CAProperty(id: .init(9), name: "PARENTCA", displayName: "Parent CA Name", type: .string, isIndexed: false, acceptsNewest: false),
        CAProperty(id: .init(10), name: "CATYPE", displayName: "CA Type", type: .long, isIndexed: false, acceptsNewest: false),
        CAProperty(
            id: .init(11),
            name: "CASIGCERTCOUNT",
            displayName: "CA Signature Certificate Count",
            type: .long,
            isIndexed: false,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(12),
            name: "CASIGCERT",
            displayName: "CA Signature Certificate",
            type: .binary,
            isIndexed: true,
            acceptsNewest: true
        ),
        CAProperty(
            id: .init(13),
            name: "CASIGCERTCHAIN",
            displayName: "CA signing certificate Chain",
            type: .binary,
            isIndexed: true,
            acceptsNewest: true
        ),
        CAProperty(
            id: .init(14),
            name: "CAXCHGCERTCOUNT",
            displayName: "CA Exchange Certificate Count",
            type: .long,
            isIndexed: false,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(15),
            name: "CAXCHGCERT",
            displayName: "CA Exchange Certificate",
            type: .binary,
            isIndexed: true,
            acceptsNewest: true
        ),
        CAProperty(
            id: .init(16),
            name: "CAXCHGCERTCHAIN",
            displayName: "CA Exchange Certificate Chain",
            type: .binary,
            isIndexed: true,
            acceptsNewest: true
        ),
        CAProperty(id: .init(17), name: "BASECRL", displayName: "Base CRL", type: .binary, isIndexed: true, acceptsNewest: true),
        CAProperty(id: .init(18), name: "DELTACRL", displayName: "Delta CRL", type: .binary, isIndexed: true, acceptsNewest: true),
        CAProperty(
            id: .init(19),
            name: "CACERTSTATE",
            displayName: "CA Signing Certificates State",
            type: .long,
            isIndexed: true,
            acceptsNewest: false
        ),
        CAProperty(id: .init(20), name: "CRLSTATE", displayName: "CA CRL State", type: .long, isIndexed: true, acceptsNewest: false),
        CAProperty(
            id: .init(21),
            name: "CAPROPIDMAX",
            displayName: "Maximum Property ID",
            type: .long,
            isIndexed: false,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(22),
            name: "DNSNAME",
            displayName: "CA Fully Qualified DNS",
            type: .string,
            isIndexed: false,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(23),
            name: "ROLESEPARATIONENABLED",
            displayName: "Role Separated Enabled",
            type: .long,
            isIndexed: false,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(24),
            name: "KRACERTUSEDCOUNT",
            displayName: "Count Of Required KRAs For Archival",
            type: .long,
            isIndexed: false,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(25),
            name: "KRACERTCOUNT",
            displayName: "Count Of Registered KRAs",
            type: .long,
            isIndexed: false,
            acceptsNewest: false
        ),
        CAProperty(id: .init(26), name: "KRACERT", displayName: "KRA Certificate", type: .binary, isIndexed: true, acceptsNewest: false),
        CAProperty(
            id: .init(27),
            name: "KRACERTSTATE",
            displayName: "KRA Certificates State",
            type: .long,
            isIndexed: true,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(28),
            name: "ADVANCEDSERVER",
            displayName: "Advanced Server",
            type: .long,
            isIndexed: false,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(29),
            name: "TEMPLATES",
            displayName: "Configured Certificate Templates",
            type: .string,
            isIndexed: false,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(30),
            name: "BASECRLPUBLISHSTATUS",
            displayName: "Base CRL Publishing Status",
            type: .long,
            isIndexed: true,
            acceptsNewest: true
        ),
        CAProperty(
            id: .init(31),
            name: "DELTACRLPUBLISHSTATUS",
            displayName: "Delta CRL Publishing State",
            type: .long,
            isIndexed: true,
            acceptsNewest: true
        ),
        CAProperty(
            id: .init(32),
            name: "CASIGCERTCRLCHAIN",
            displayName: "CA Signing Certificate Chain and CRL",
            type: .binary,
            isIndexed: true,
            acceptsNewest: true
        ),
        CAProperty(
            id: .init(33),
            name: "CAXCHGCERTCRLCHAIN",
            displayName: "CA Exchange Certificate Chain and CRL",
            type: .binary,
            isIndexed: true,
            acceptsNewest: true
        ),
        CAProperty(
            id: .init(34),
            name: "CACERTSTATUSCODE",
            displayName: "CA Signing Certificate Status",
            type: .long,
            isIndexed: true,
            acceptsNewest: true
        ),
        CAProperty(
            id: .init(35),
            name: "CAFORWARDCROSSCERT",
            displayName: "CA Forward Cross Certificate",
            type: .binary,
            isIndexed: true,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(36),
            name: "CABACKWARDCROSSCERT",
            displayName: "CA Backward Cross Certificate",
            type: .binary,
            isIndexed: true,
            acceptsNewest: true
        ),
        CAProperty(
            id: .init(37),
            name: "CAFORWARDCROSSCERTSTATE",
            displayName: "CA Forward Cross Certificate State",
            type: .long,
            isIndexed: true,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(38),
            name: "CABACKWARDCROSSCERTSTATE",
            displayName: "CA Backward Cross Certificate State",
            type: .long,
            isIndexed: true,
            acceptsNewest: true
        ),
        CAProperty(
            id: .init(39),
            name: "CACERTVERSION",
            displayName: "CA Signing Certificates Revisions",
            type: .long,
            isIndexed: true,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(40),
            name: "SANITIZEDCASHORTNAME",
            displayName: "CA Sanitized Short Name",
            type: .string,
            isIndexed: false,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(41),
            name: "CERTCDPURLS",
            displayName: "CRL Distribution Points",
            type: .string,
            isIndexed: true,
            acceptsNewest: true
        ),
        CAProperty(
            id: .init(42),
            name: "CERTAIAURLS",
            displayName: "Authority Information Access",
            type: .string,
            isIndexed: true,
            acceptsNewest: true
        ),
        CAProperty(id: .init(43), name: "CERTAIAOCSPURLS", displayName: "OCSP URLs", type: .string, isIndexed: true, acceptsNewest: true),
        CAProperty(id: .init(44), name: "LOCALENAME", displayName: "CA Locale Name", type: .string, isIndexed: false, acceptsNewest: false),
        CAProperty(
            id: .init(45),
            name: "SUBJECTTEMPLATE_OIDS",
            displayName: "Subject Template",
            type: .string,
            isIndexed: false,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(46),
            name: "CRLPARTITIONCOUNT",
            displayName: "CRL Partitions Count",
            type: .long,
            isIndexed: false,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(47),
            name: "PARTITIONED_BASECRL",
            displayName: "Partitioned Base CRL",
            type: .binary,
            isIndexed: true,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(48),
            name: "PARTITIONED_DELTACRL",
            displayName: "Partitioned Delta CRL",
            type: .binary,
            isIndexed: true,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(49),
            name: "PARTITIONED_BASECRLPUBLISHSTATUS",
            displayName: "Partitioned Base CRL Publishing Status",
            type: .long,
            isIndexed: true,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(50),
            name: "PARTITIONED_DELTACRLPUBLISHSTATUS",
            displayName: "Partitioned Delta CRL Publishing Status",
            type: .long,
            isIndexed: true,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(1000),
            name: "SCEPSERVERCERTS",
            displayName: "Scep Server Certs",
            type: .binary,
            isIndexed: false,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(1001),
            name: "SCEPSERVERCAPABILITIES",
            displayName: "Scep Server Capabilities",
            type: .string,
            isIndexed: false,
            acceptsNewest: false
        ),
        CAProperty(
            id: .init(1002),
            name: "SCEPSERVERCERTSCHAIN",
            displayName: "Scep Server Certschain",
            type: .binary,
            isIndexed: false,
            acceptsNewest: false
        ),
    ]
}

extension CAPropertyID {
    /// `CR_PROP_FILEVERSION`
    public static let fileVersion = CAPropertyID(1)
    /// `CR_PROP_PRODUCTVERSION`
    public static let productVersion = CAPropertyID(2)
    /// `CR_PROP_EXITCOUNT`
    public static let exitCount = CAPropertyID(3)
    /// `CR_PROP_EXITDESCRIPTION`
    public static let exitDescription = CAPropertyID(4)
    /// `CR_PROP_POLICYDESCRIPTION`
    public static let policyDescription = CAPropertyID(5)
    /// `CR_PROP_CANAME`
    public static let caName = CAPropertyID(6)
    /// `CR_PROP_SANITIZEDCANAME`
    public static let sanitizedCAName = CAPropertyID(7)
    /// `CR_PROP_SHAREDFOLDER`
    public static let sharedFolder = CAPropertyID(8)
    /// `CR_PROP_PARENTCA`
    public static let parentCA = CAPropertyID(9)
    /// `CR_PROP_CATYPE`
    public static let caType = CAPropertyID(10)
    /// `CR_PROP_CASIGCERTCOUNT`
    public static let caSigCertCount = CAPropertyID(11)
    /// `CR_PROP_CASIGCERT`
    public static let caSigCert = CAPropertyID(12)
    /// `CR_PROP_CASIGCERTCHAIN`
    public static let caSigCertChain = CAPropertyID(13)
    /// `CR_PROP_CAXCHGCERTCOUNT`
    public static let caXchgCertCount = CAPropertyID(14)
    /// `CR_PROP_CAXCHGCERT`
    public static let caXchgCert = CAPropertyID(15)
    /// `CR_PROP_CAXCHGCERTCHAIN`
    public static let caXchgCertChain = CAPropertyID(16)
    /// `CR_PROP_BASECRL`
    public static let baseCRL = CAPropertyID(17)
    /// `CR_PROP_DELTACRL`
    public static let deltaCRL = CAPropertyID(18)
    /// `CR_PROP_CACERTSTATE`
    public static let caCertState = CAPropertyID(19)
    /// `CR_PROP_CRLSTATE`
    public static let crlState = CAPropertyID(20)
    /// `CR_PROP_CAPROPIDMAX`
    public static let caPropIDMax = CAPropertyID(21)
    /// `CR_PROP_DNSNAME`
    public static let dnsName = CAPropertyID(22)
    /// `CR_PROP_ROLESEPARATIONENABLED`
    public static let roleSeparationEnabled = CAPropertyID(23)
    /// `CR_PROP_KRACERTUSEDCOUNT`
    public static let kraCertUsedCount = CAPropertyID(24)
    /// `CR_PROP_KRACERTCOUNT`
    public static let kraCertCount = CAPropertyID(25)
    /// `CR_PROP_KRACERT`
    public static let kraCert = CAPropertyID(26)
    /// `CR_PROP_KRACERTSTATE`
    public static let kraCertState = CAPropertyID(27)
    /// `CR_PROP_ADVANCEDSERVER`
    public static let advancedServer = CAPropertyID(28)
    /// `CR_PROP_TEMPLATES`
    public static let templates = CAPropertyID(29)
    /// `CR_PROP_BASECRLPUBLISHSTATUS`
    public static let baseCRLPublishStatus = CAPropertyID(30)
    /// `CR_PROP_DELTACRLPUBLISHSTATUS`
    public static let deltaCRLPublishStatus = CAPropertyID(31)
    /// `CR_PROP_CASIGCERTCRLCHAIN`
    public static let caSigCertCRLChain = CAPropertyID(32)
    /// `CR_PROP_CAXCHGCERTCRLCHAIN`
    public static let caXchgCertCRLChain = CAPropertyID(33)
    /// `CR_PROP_CACERTSTATUSCODE`
    public static let caCertStatusCode = CAPropertyID(34)
    /// `CR_PROP_CAFORWARDCROSSCERT`
    public static let caForwardCrossCert = CAPropertyID(35)
    /// `CR_PROP_CABACKWARDCROSSCERT`
    public static let caBackwardCrossCert = CAPropertyID(36)
    /// `CR_PROP_CAFORWARDCROSSCERTSTATE`
    public static let caForwardCrossCertState = CAPropertyID(37)
    /// `CR_PROP_CABACKWARDCROSSCERTSTATE`
    public static let caBackwardCrossCertState = CAPropertyID(38)
    /// `CR_PROP_CACERTVERSION`
    public static let caCertVersion = CAPropertyID(39)
    /// `CR_PROP_SANITIZEDCASHORTNAME`
    public static let sanitizedCAShortName = CAPropertyID(40)
    /// `CR_PROP_CERTCDPURLS`
    public static let certCDPURLs = CAPropertyID(41)
    /// `CR_PROP_CERTAIAURLS`
    public static let certAIAURLs = CAPropertyID(42)
    /// `CR_PROP_CERTAIAOCSPURLS`
    public static let certAIAOCSPURLs = CAPropertyID(43)
    /// `CR_PROP_LOCALENAME`
    public static let localeName = CAPropertyID(44)
    /// `CR_PROP_SUBJECTTEMPLATE_OIDS`
    public static let subjectTemplateOIDs = CAPropertyID(45)
}
