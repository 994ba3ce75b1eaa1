// swift-format-ignore-file
// Made by scripts/generate-tables from Tables/object-identifiers.txt: change the table, then run the script.

extension OID {
    /// The lists of all groups.
    static let printedNames: [[(OID, String)]] = [
        OID.printedAttributeNames,
        OID.Extensions.printedNames,
        OID.Revocation.printedNames,
        OID.AttributeCertificates.printedNames,
        OID.OCSP.printedNames,
        OID.QCStatements.printedNames,
        OID.KeyPurpose.printedNames,
        OID.Microsoft.printedNames,
        OID.CMS.printedNames,
        OID.CMC.printedNames,
        OID.CRMF.printedNames,
        OID.Algorithms.printedNames,
        OID.PKCS12.printedNames,
    ]
}
