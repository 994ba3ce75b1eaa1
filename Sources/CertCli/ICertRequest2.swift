public import CAInterface

/// The additions of the second interface: issued certificates by id or serial number, CA properties, texts of errors, pieces of the full
/// response.
///
/// Source: "ICertRequest2 interface (certcli.h)".
public protocol ICertRequest2: ICertRequest {
    /// Fetches an issued certificate by request id, or by serial number with −1 as the id. Source: "ICertRequest2::GetIssuedCertificate".
    /// - Parameter serialNumber: hex digits; nil or empty when the id selects.
    /// - Throws: `CAError` with 0x80070057 unless exactly one of the two selects.
    func issuedCertificate(config: String, requestID: Int, serialNumber: String?) async throws -> DispositionCode

    /// The text of a code, looked up here, in English. Source: "ICertRequest2::GetErrorMessageText".
    func errorMessageText(_ status: HRESULT, flags: ErrorMessageFlags) -> String

    /// A property of the CA. Source: "ICertRequest2::GetCAProperty".
    /// - Parameters:
    ///   - index: 0 for a property without index; −1 is the newest if the property has one.
    ///   - type: must be the property's own.
    ///   - flags: the encoding of a binary value.
    /// - Throws: `CAError` with 0x80070057 for an unknown id, wrong type or bad index; 0x80070002 when the value does not exist.
    func caProperty(_ id: CAPropertyID, index: Int, type: CAPropertyType, flags: OutputFlags, config: String) async throws -> PropertyValue

    /// The property's type with 0x10000 added when it takes an index. Source: "ICertRequest2::GetCAPropertyFlags".
    func caPropertyFlags(_ id: CAPropertyID, config: String) async throws -> Int32

    /// The property's label. Source: "ICertRequest2::GetCAPropertyDisplayName". Always English here.
    func caPropertyDisplayName(_ id: CAPropertyID, config: String) async throws -> String

    /// A piece of the CMC full response. Source: "ICertRequest2::GetFullResponseProperty".
    /// - Throws: `CAError` with 0x8000FFFF before `submit` or `retrievePending`, 0x80094004 when the CA sent no full response or it lacks this piece,
    ///   0x80070057 for an unknown id, wrong type or bad index.
    func fullResponseProperty(_ id: FullResponsePropertyID, index: Int, type: CAPropertyType, flags: OutputFlags) throws -> PropertyValue
}

extension ICertRequest2 {
    /// The property in its own type, as the CA returns it.
    public func caProperty(_ id: CAPropertyID, index: Int = 0, config: String) async throws -> PropertyValue {
        guard let property = CAProperty.named(id) else { throw CertRequest.unknownProperty("CA property \(id.rawValue)") }
        return try await caProperty(id, index: index, type: property.type, flags: .binary, config: config)
    }

    /// The piece in its own type, bytes as DER.
    public func fullResponseProperty(_ id: FullResponsePropertyID, index: Int = 0) throws -> PropertyValue {
        guard let property = FullResponseProperty.named(id) else {
            throw CertRequest.unknownProperty("full response property \(id.rawValue)")
        }
        return try fullResponseProperty(id, index: index, type: property.type, flags: .binary)
    }

    /// Fetches an issued certificate by its serial number.
    public func issuedCertificate(serialNumber: String, config: String) async throws -> DispositionCode {
        try await issuedCertificate(config: config, requestID: -1, serialNumber: serialNumber)
    }
}
