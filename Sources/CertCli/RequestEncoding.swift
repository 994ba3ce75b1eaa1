import CAInterface
import PKIFormats

/// The client's side of `CR_IN_…` encodings: text to DER before anything is sent.
enum RequestEncoding {
    static func decode(_ request: [UInt8], _ flags: SubmitFlags) throws(CAError) -> [UInt8] {
        do {
            switch flags.encoding {
            case .binary: return try nonEmpty(request)
            case .base64: return try RequestText(try text(request)).bytes
            case .base64Header:
                let text = try text(request)
                guard text.contains("-----BEGIN ") else {
                    throw unreadable("it has no BEGIN and END lines; for bare base64 use the encoding .base64 or .any")
                }
                return try RequestText(text).bytes
            case .any: return try RequestText(request).bytes
            default:
                throw CAError(
                    .malformed,
                    status: .invalidArgument,
                    "The encoding \(flags.encoding.rawValue) in the flags is unknown. Use 0, 1, 2 or 0xff. Nothing was sent."
                )
            }
        } catch let error as CAError {
            throw error
        } catch let error as FormatError {
            throw unreadable(error.reason)
        } catch {
            throw unreadable(String(describing: error))
        }
    }

    private static func text(_ request: [UInt8]) throws(CAError) -> String {
        guard let text = EncodedInput.text(from: request) else {
            throw unreadable("it is not text; for DER use the encoding .binary or .any")
        }
        return text
    }

    private static func nonEmpty(_ bytes: [UInt8]) throws(CAError) -> [UInt8] {
        guard !bytes.isEmpty else { throw unreadable("it is empty") }
        return bytes
    }

    private static func unreadable(_ reason: String) -> CAError {
        CAError(.malformed, status: .invalidData, "The request cannot be decoded: \(reason). Nothing was sent.")
    }
}
