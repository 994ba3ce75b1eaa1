/// The documented columns, one a line: name, type, where the value comes from. In the order of MS-CSRA product note 4, the request half first.
extension ViewColumn {
    public static func all(of table: ViewTable) -> [ViewColumn] {
        switch table {
        case .requests: requests
        case .extensions: extensions
        case .attributes: attributes
        case .revocationLists: revocationLists
        }
    }

    private static let requests = columns(
        """
            Request.RequestID long indexed
            Request.RawRequest binary stored
            Request.RawArchivedKey binary empty
            Request.KeyRecoveryHashes string stored
            Request.RawOldCertificate binary derived
            Request.RequestAttributes string stored
            Request.RequestType long stored
            Request.RequestFlags long stored
            Request.StatusCode long stored
            Request.Disposition long indexed
            Request.DispositionMessage string stored
            Request.SubmittedWhen date indexed
            Request.ResolvedWhen date stored
            Request.RevokedWhen date stored
            Request.RevokedEffectiveWhen date stored
            Request.RevokedReason long stored
            Request.RequesterName string indexed
            Request.CallerName string stored
            Request.SignerPolicies string empty
            Request.SignerApplicationPolicies string empty
            Request.Officer long stored
            Request.DistinguishedName string derived
            Request.RawName binary stored
            Request.Country string derived
            Request.Organization string derived
            Request.OrgUnit string derived
            Request.CommonName string derived
            Request.Locality string derived
            Request.State string derived
            Request.Title string derived
            Request.GivenName string derived
            Request.Initials string derived
            Request.SurName string derived
            Request.DomainComponent string derived
            Request.EMail string derived
            Request.StreetAddress string derived
            Request.UnstructuredName string derived
            Request.UnstructuredAddress string derived
            Request.DeviceSerialNumber string derived
            Request.AttestationChallenge binary stored
            Request.EndorsementKeyHash string stored
            Request.EndorsementCertificateHash string stored
            Request.RawPrecertificate binary empty
            Request.CRLPartitionIndex long stored
            Request.LinterCertificate binary empty
            RequestID long stored
            RawCertificate binary stored
            CertificateHash string derived
            CertificateTemplate string stored
            EnrollmentFlags long stored
            GeneralFlags long stored
            PrivatekeyFlags long stored
            SerialNumber string indexed
            IssuerNameID long stored
            NotBefore date stored
            NotAfter date indexed
            SubjectKeyIdentifier string derived
            RawPublicKey binary derived
            PublicKeyLength long derived
            PublicKeyAlgorithm string derived
            RawPublicKeyAlgorithmParameters binary derived
            PublishExpiredCertInCRL long derived
            UPN string derived
            DistinguishedName string derived
            RawName binary stored
            Country string derived
            Organization string derived
            OrgUnit string derived
            CommonName string indexed
            Locality string derived
            State string derived
            Title string derived
            GivenName string derived
            Initials string derived
            SurName string derived
            DomainComponent string derived
            EMail string derived
            StreetAddress string derived
            UnstructuredName string derived
            UnstructuredAddress string derived
            DeviceSerialNumber string derived
        """
    )

    private static let extensions = columns(
        """
            ExtensionRequestId long indexed
            ExtensionName string derived
            ExtensionFlags long derived
            ExtensionRawValue binary derived
        """
    )

    private static let attributes = columns(
        """
            AttributeRequestId long indexed
            AttributeName string derived
            AttributeValue string derived
        """
    )

    private static let revocationLists = columns(
        """
            CRLRowId long stored
            CRLNumber long stored
            CRLMinBase long stored
            CRLNameId long stored
            CRLCount long stored
            CRLThisUpdate date stored
            CRLNextUpdate date stored
            CRLThisPublish date stored
            CRLNextPublish date empty
            CRLEffective date empty
            CRLPropagationComplete date empty
            CRLLastPublished date empty
            CRLPublishAttempts long empty
            CRLPublishFlags long empty
            CRLPublishStatusCode long empty
            CRLPublishError string empty
            CRLRawCRL binary empty
            CRLPartitionIndex long stored
        """
    )

    private static func columns(_ table: StaticString) -> [ViewColumn] {
        let types: [Substring: ValueType] = ["long": .long, "date": .date, "binary": .binary, "string": .string]
        let origins: [Substring: Origin] = ["indexed": .indexed, "stored": .stored, "derived": .derived, "empty": .empty]
        return table.description.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count == 3, let type = types[words[1]], let origin = origins[words[2]] else { return nil }
            return ViewColumn(name: String(words[0]), type: type, origin: origin)
        }
    }
}
