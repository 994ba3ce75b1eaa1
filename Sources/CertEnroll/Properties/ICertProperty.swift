public import CertCli

/// A value that a store keeps beside a certificate, never inside it. Source: "ICertProperty interface".
///
/// ``CertProperty`` is one of any number; the classes derived from it know their value.
public protocol ICertProperty: AnyObject {
    /// The number of the property. Source: "ICertProperty::get_PropertyId".
    /// - Throws: `CAError` with 0x80040007 before it is set.
    var propertyId: CertEnrollPropertyID { get throws }
    /// Sets the number, before the initialization. Source: "ICertProperty::put_PropertyId".
    /// - Throws: `CAError` with 0x800704DF after the initialization; 0x80070057 when a class for one number gets another.
    func setPropertyId(_ id: CertEnrollPropertyID) throws
    /// Takes the value that the store has beside a certificate. Source: "ICertProperty::InitializeFromCertificate".
    /// - Parameter certificate: the certificate in the encoding; with encoding 12 also its thumbprint or serial number.
    /// - Throws: `CAError`: 0x800704DF the second time, 0x80092004 when the certificate is not in the store or has no such property.
    func initializeFromCertificate(_ machineContext: Bool, encoding: EncodingType, certificate: [UInt8]) throws
    /// Takes the value from its octets. Source: "ICertProperty::InitializeDecode".
    /// - Throws: `CAError`: 0x800704DF the second time, 0x8007000D when the octets are not in the encoding or not such a value.
    func initializeDecode(_ encoding: EncodingType, encodedData: [UInt8]) throws
    /// The octets of the value. Source: "ICertProperty::get_RawData".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    func rawData(_ encoding: EncodingType) throws -> EncodedBytes
    /// Keeps the value beside a certificate of the store. Source: "ICertProperty::SetValueOnCertificate".
    /// - Throws: `CAError`: 0x80040007 before initialization, 0x80092004 when the certificate is not in the store, 0x80070057 for a property that
    ///   is computed, 0x800700AA when another program changes the certificate's properties right now.
    func setValueOnCertificate(_ machineContext: Bool, encoding: EncodingType, certificate: [UInt8]) throws
    /// Forgets the value beside a certificate of the store. Source: "ICertProperty::RemoveFromCertificate".
    /// - Throws: `CAError`: 0x80092004 when the certificate is not in the store or has no such property, and as ``setValueOnCertificate(_:encoding:certificate:)``.
    func removeFromCertificate(_ machineContext: Bool, encoding: EncodingType, certificate: [UInt8]) throws
}

extension ICertProperty {
    /// `rawData` as base64 without header lines.
    public func rawData() throws -> EncodedBytes { try rawData(.base64) }
}
