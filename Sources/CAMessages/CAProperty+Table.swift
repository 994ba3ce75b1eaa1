// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/ca-properties.txt: change the table, then run the script.

extension CAPropertyID {
    /// `CR_PROP_FILEVERSION`: CA File Version.
    public static let fileVersion = CAPropertyID(1)
    /// `CR_PROP_PRODUCTVERSION`: CA Product Version.
    public static let productVersion = CAPropertyID(2)
    /// `CR_PROP_EXITCOUNT`: Exit Count.
    public static let exitCount = CAPropertyID(3)
    /// `CR_PROP_EXITDESCRIPTION`: Exit Description, one for each exit module.
    public static let exitDescription = CAPropertyID(4)
    /// `CR_PROP_POLICYDESCRIPTION`: Policy Description.
    public static let policyDescription = CAPropertyID(5)
    /// `CR_PROP_CANAME`: Certification Authority Name.
    public static let caName = CAPropertyID(6)
    /// `CR_PROP_SANITIZEDCANAME`: Sanitized CA Name.
    public static let sanitizedCAName = CAPropertyID(7)
    /// `CR_PROP_SHAREDFOLDER`: Shared Folder Path.
    public static let sharedFolder = CAPropertyID(8)
    /// `CR_PROP_PARENTCA`: Parent CA Name.
    public static let parentCA = CAPropertyID(9)
    /// `CR_PROP_CATYPE`: CA Type.
    public static let caType = CAPropertyID(10)
    /// `CR_PROP_CASIGCERTCOUNT`: CA Signature Certificate Count.
    public static let caSigCertCount = CAPropertyID(11)
    /// `CR_PROP_CASIGCERT`: CA Signature Certificate, one for each CA certificate.
    public static let caSigCert = CAPropertyID(12)
    /// `CR_PROP_CASIGCERTCHAIN`: CA signing certificate Chain, one for each CA certificate.
    public static let caSigCertChain = CAPropertyID(13)
    /// `CR_PROP_CAXCHGCERTCOUNT`: CA Exchange Certificate Count.
    public static let caXchgCertCount = CAPropertyID(14)
    /// `CR_PROP_CAXCHGCERT`: CA Exchange Certificate, one for each exchange certificate.
    public static let caXchgCert = CAPropertyID(15)
    /// `CR_PROP_CAXCHGCERTCHAIN`: CA Exchange Certificate Chain, one for each exchange certificate.
    public static let caXchgCertChain = CAPropertyID(16)
    /// `CR_PROP_BASECRL`: Base CRL, one for each CA certificate.
    public static let baseCRL = CAPropertyID(17)
    /// `CR_PROP_DELTACRL`: Delta CRL, one for each CA certificate.
    public static let deltaCRL = CAPropertyID(18)
    /// `CR_PROP_CACERTSTATE`: CA Signing Certificates State, one for each CA certificate.
    public static let caCertState = CAPropertyID(19)
    /// `CR_PROP_CRLSTATE`: CA CRL State, one for each CA certificate.
    public static let crlState = CAPropertyID(20)
    /// `CR_PROP_CAPROPIDMAX`: Maximum Property ID.
    public static let caPropIDMax = CAPropertyID(21)
    /// `CR_PROP_DNSNAME`: CA Fully Qualified DNS.
    public static let dnsName = CAPropertyID(22)
    /// `CR_PROP_ROLESEPARATIONENABLED`: Role Separated Enabled.
    public static let roleSeparationEnabled = CAPropertyID(23)
    /// `CR_PROP_KRACERTUSEDCOUNT`: Count Of Required KRAs For Archival.
    public static let kraCertUsedCount = CAPropertyID(24)
    /// `CR_PROP_KRACERTCOUNT`: Count Of Registered KRAs.
    public static let kraCertCount = CAPropertyID(25)
    /// `CR_PROP_KRACERT`: KRA Certificate, one for each KRA.
    public static let kraCert = CAPropertyID(26)
    /// `CR_PROP_KRACERTSTATE`: KRA Certificates State, one for each KRA.
    public static let kraCertState = CAPropertyID(27)
    /// `CR_PROP_ADVANCEDSERVER`: Advanced Server.
    public static let advancedServer = CAPropertyID(28)
    /// `CR_PROP_TEMPLATES`: Configured Certificate Templates.
    public static let templates = CAPropertyID(29)
    /// `CR_PROP_BASECRLPUBLISHSTATUS`: Base CRL Publishing Status, one for each CA certificate.
    public static let baseCRLPublishStatus = CAPropertyID(30)
    /// `CR_PROP_DELTACRLPUBLISHSTATUS`: Delta CRL Publishing State, one for each CA certificate.
    public static let deltaCRLPublishStatus = CAPropertyID(31)
    /// `CR_PROP_CASIGCERTCRLCHAIN`: CA Signing Certificate Chain and CRL, one for each CA certificate.
    public static let caSigCertCRLChain = CAPropertyID(32)
    /// `CR_PROP_CAXCHGCERTCRLCHAIN`: CA Exchange Certificate Chain and CRL, one for each exchange certificate.
    public static let caXchgCertCRLChain = CAPropertyID(33)
    /// `CR_PROP_CACERTSTATUSCODE`: CA Signing Certificate Status, one for each CA certificate.
    public static let caCertStatusCode = CAPropertyID(34)
    /// `CR_PROP_CAFORWARDCROSSCERT`: CA Forward Cross Certificate, one for each CA certificate.
    public static let caForwardCrossCert = CAPropertyID(35)
    /// `CR_PROP_CABACKWARDCROSSCERT`: CA Backward Cross Certificate, one for each CA certificate.
    public static let caBackwardCrossCert = CAPropertyID(36)
    /// `CR_PROP_CAFORWARDCROSSCERTSTATE`: CA Forward Cross Certificate State, one for each CA certificate.
    public static let caForwardCrossCertState = CAPropertyID(37)
    /// `CR_PROP_CABACKWARDCROSSCERTSTATE`: CA Backward Cross Certificate State, one for each CA certificate.
    public static let caBackwardCrossCertState = CAPropertyID(38)
    /// `CR_PROP_CACERTVERSION`: CA Signing Certificates Revisions, one for each CA certificate.
    public static let caCertVersion = CAPropertyID(39)
    /// `CR_PROP_SANITIZEDCASHORTNAME`: CA Sanitized Short Name.
    public static let sanitizedCAShortName = CAPropertyID(40)
    /// `CR_PROP_CERTCDPURLS`: CRL Distribution Points, one for each CA certificate.
    public static let certCDPURLs = CAPropertyID(41)
    /// `CR_PROP_CERTAIAURLS`: Authority Information Access, one for each CA certificate.
    public static let certAIAURLs = CAPropertyID(42)
    /// `CR_PROP_CERTAIAOCSPURLS`: OCSP URLs, one for each CA certificate.
    public static let certAIAOCSPURLs = CAPropertyID(43)
    /// `CR_PROP_LOCALENAME`: CA Locale Name.
    public static let localeName = CAPropertyID(44)
    /// `CR_PROP_SUBJECTTEMPLATE_OIDS`: Subject Template.
    public static let subjectTemplateOIDs = CAPropertyID(45)
    /// `CR_PROP_CRLPARTITIONCOUNT`: CRL Partitions Count.
    public static let crlPartitionCount = CAPropertyID(46)
    /// `CR_PROP_PARTITIONED_BASECRL`: Partitioned Base CRL, one for each partition.
    public static let partitionedBaseCRL = CAPropertyID(47)
    /// `CR_PROP_PARTITIONED_DELTACRL`: Partitioned Delta CRL, one for each partition.
    public static let partitionedDeltaCRL = CAPropertyID(48)
    /// `CR_PROP_PARTITIONED_BASECRLPUBLISHSTATUS`: Partitioned Base CRL Publishing Status, one for each partition.
    public static let partitionedBaseCRLPublishStatus = CAPropertyID(49)
    /// `CR_PROP_PARTITIONED_DELTACRLPUBLISHSTATUS`: Partitioned Delta CRL Publishing Status, one for each partition.
    public static let partitionedDeltaCRLPublishStatus = CAPropertyID(50)
    /// `CR_PROP_SCEPSERVERCERTS`: Scep Server Certs.
    public static let scepServerCerts = CAPropertyID(1000)
    /// `CR_PROP_SCEPSERVERCAPABILITIES`: Scep Server Capabilities.
    public static let scepServerCapabilities = CAPropertyID(1001)
    /// `CR_PROP_SCEPSERVERCERTSCHAIN`: Scep Server Certschain.
    public static let scepServerCertsChain = CAPropertyID(1002)
}

extension CAProperty {
    /// Every documented property. The server answers from it, and the client checks types with it.
    public static let table: [CAProperty] = [
        CAProperty(.fileVersion, "FILEVERSION", .string, .single, "CA File Version"),
        CAProperty(.productVersion, "PRODUCTVERSION", .string, .single, "CA Product Version"),
        CAProperty(.exitCount, "EXITCOUNT", .long, .single, "Exit Count"),
        CAProperty(.exitDescription, "EXITDESCRIPTION", .string, .indexed, "Exit Description"),
        CAProperty(.policyDescription, "POLICYDESCRIPTION", .string, .single, "Policy Description"),
        CAProperty(.caName, "CANAME", .string, .single, "Certification Authority Name"),
        CAProperty(.sanitizedCAName, "SANITIZEDCANAME", .string, .single, "Sanitized CA Name"),
        CAProperty(.sharedFolder, "SHAREDFOLDER", .string, .single, "Shared Folder Path"),
        CAProperty(.parentCA, "PARENTCA", .string, .single, "Parent CA Name"),
        CAProperty(.caType, "CATYPE", .long, .single, "CA Type"),
        CAProperty(.caSigCertCount, "CASIGCERTCOUNT", .long, .single, "CA Signature Certificate Count"),
        CAProperty(.caSigCert, "CASIGCERT", .binary, .indexedOrNewest, "CA Signature Certificate"),
        CAProperty(.caSigCertChain, "CASIGCERTCHAIN", .binary, .indexedOrNewest, "CA signing certificate Chain"),
        CAProperty(.caXchgCertCount, "CAXCHGCERTCOUNT", .long, .single, "CA Exchange Certificate Count"),
        CAProperty(.caXchgCert, "CAXCHGCERT", .binary, .indexedOrNewest, "CA Exchange Certificate"),
        CAProperty(.caXchgCertChain, "CAXCHGCERTCHAIN", .binary, .indexedOrNewest, "CA Exchange Certificate Chain"),
        CAProperty(.baseCRL, "BASECRL", .binary, .indexedOrNewest, "Base CRL"),
        CAProperty(.deltaCRL, "DELTACRL", .binary, .indexedOrNewest, "Delta CRL"),
        CAProperty(.caCertState, "CACERTSTATE", .long, .indexed, "CA Signing Certificates State"),
        CAProperty(.crlState, "CRLSTATE", .long, .indexed, "CA CRL State"),
        CAProperty(.caPropIDMax, "CAPROPIDMAX", .long, .single, "Maximum Property ID"),
        CAProperty(.dnsName, "DNSNAME", .string, .single, "CA Fully Qualified DNS"),
        CAProperty(.roleSeparationEnabled, "ROLESEPARATIONENABLED", .long, .single, "Role Separated Enabled"),
        CAProperty(.kraCertUsedCount, "KRACERTUSEDCOUNT", .long, .single, "Count Of Required KRAs For Archival"),
        CAProperty(.kraCertCount, "KRACERTCOUNT", .long, .single, "Count Of Registered KRAs"),
        CAProperty(.kraCert, "KRACERT", .binary, .indexed, "KRA Certificate"),
        CAProperty(.kraCertState, "KRACERTSTATE", .long, .indexed, "KRA Certificates State"),
        CAProperty(.advancedServer, "ADVANCEDSERVER", .long, .single, "Advanced Server"),
        CAProperty(.templates, "TEMPLATES", .string, .single, "Configured Certificate Templates"),
        CAProperty(.baseCRLPublishStatus, "BASECRLPUBLISHSTATUS", .long, .indexedOrNewest, "Base CRL Publishing Status"),
        CAProperty(.deltaCRLPublishStatus, "DELTACRLPUBLISHSTATUS", .long, .indexedOrNewest, "Delta CRL Publishing State"),
        CAProperty(.caSigCertCRLChain, "CASIGCERTCRLCHAIN", .binary, .indexedOrNewest, "CA Signing Certificate Chain and CRL"),
        CAProperty(.caXchgCertCRLChain, "CAXCHGCERTCRLCHAIN", .binary, .indexedOrNewest, "CA Exchange Certificate Chain and CRL"),
        CAProperty(.caCertStatusCode, "CACERTSTATUSCODE", .long, .indexedOrNewest, "CA Signing Certificate Status"),
        CAProperty(.caForwardCrossCert, "CAFORWARDCROSSCERT", .binary, .indexed, "CA Forward Cross Certificate"),
        CAProperty(.caBackwardCrossCert, "CABACKWARDCROSSCERT", .binary, .indexedOrNewest, "CA Backward Cross Certificate"),
        CAProperty(.caForwardCrossCertState, "CAFORWARDCROSSCERTSTATE", .long, .indexed, "CA Forward Cross Certificate State"),
        CAProperty(.caBackwardCrossCertState, "CABACKWARDCROSSCERTSTATE", .long, .indexedOrNewest, "CA Backward Cross Certificate State"),
        CAProperty(.caCertVersion, "CACERTVERSION", .long, .indexed, "CA Signing Certificates Revisions"),
        CAProperty(.sanitizedCAShortName, "SANITIZEDCASHORTNAME", .string, .single, "CA Sanitized Short Name"),
        CAProperty(.certCDPURLs, "CERTCDPURLS", .string, .indexedOrNewest, "CRL Distribution Points"),
        CAProperty(.certAIAURLs, "CERTAIAURLS", .string, .indexedOrNewest, "Authority Information Access"),
        CAProperty(.certAIAOCSPURLs, "CERTAIAOCSPURLS", .string, .indexedOrNewest, "OCSP URLs"),
        CAProperty(.localeName, "LOCALENAME", .string, .single, "CA Locale Name"),
        CAProperty(.subjectTemplateOIDs, "SUBJECTTEMPLATE_OIDS", .string, .single, "Subject Template"),
        CAProperty(.crlPartitionCount, "CRLPARTITIONCOUNT", .long, .single, "CRL Partitions Count"),
        CAProperty(.partitionedBaseCRL, "PARTITIONED_BASECRL", .binary, .indexed, "Partitioned Base CRL"),
        CAProperty(.partitionedDeltaCRL, "PARTITIONED_DELTACRL", .binary, .indexed, "Partitioned Delta CRL"),
        CAProperty(.partitionedBaseCRLPublishStatus, "PARTITIONED_BASECRLPUBLISHSTATUS", .long, .indexed, "Partitioned Base CRL Publishing Status"),
        CAProperty(.partitionedDeltaCRLPublishStatus, "PARTITIONED_DELTACRLPUBLISHSTATUS", .long, .indexed, "Partitioned Delta CRL Publishing Status"),
        CAProperty(.scepServerCerts, "SCEPSERVERCERTS", .binary, .single, "Scep Server Certs"),
        CAProperty(.scepServerCapabilities, "SCEPSERVERCAPABILITIES", .string, .single, "Scep Server Capabilities"),
        CAProperty(.scepServerCertsChain, "SCEPSERVERCERTSCHAIN", .binary, .single, "Scep Server Certschain"),
    ]
}
