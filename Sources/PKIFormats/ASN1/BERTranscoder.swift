/// ITU-T X.690 §8: turns the BER of CMS, PKCS #7 and PKCS #12 messages into DER.
///
/// Messages that are written as a stream have indefinite lengths and strings in segments. The decoders of this library read only DER; a
/// caller that also accepts BER uses this type. It makes two changes:
///
/// - indefinite lengths become definite ones, and lengths their shortest form;
/// - a string of a universal type (OCTET STRING, BIT STRING, character strings, times) that comes in segments becomes one string.
///
/// Everything else is copied octet for octet: the members of a SET keep their order and a BOOLEAN its octet. Parts that were DER before,
/// such as a certificate inside a message, are thus unchanged, and their signatures verify.
///
/// Strings under an implicit tag look like other constructed types here. The structures that have such fields join them
/// (``EncryptedContentInfo``).
public enum BERTranscoder {
    /// The DER of one element of BER. Time and memory are linear in the input, and at most 50 levels are accepted.
    /// - Parameters:
    ///   - ber: exactly one element; nothing may follow it.
    ///   - structure: the name of the structure, for the error.
    /// - Returns: `ber` itself when there is nothing to change.
    /// - Throws: ``FormatError`` when the bytes are not BER: cut off, a length that does not fit, a segment of another type.
    public static func der(from ber: [UInt8], structure: String = "BER element") throws(FormatError) -> [UInt8] {
        let result = ber.withUnsafeBufferPointer { buffer -> Result<[UInt8]?, DERScan.ScanError> in
            do throws(DERScan.ScanError) {
                var measure = BERMeasure(bytes: buffer)
                let size = try measure.whole()
                guard measure.isChanged else { return .success(nil) }
                var writer = BERFlattening(bytes: buffer, contentLengths: measure.contentLengths, capacity: size)
                try writer.element(limit: buffer.count)
                return .success(writer.output)
            } catch {
                return .failure(error)
            }
        }
        switch result {
        case .success(let changed): return changed ?? ber
        case .failure(let fault): throw FormatError(structure: structure, offset: fault.offset, reason: fault.reason)
        }
    }
}
