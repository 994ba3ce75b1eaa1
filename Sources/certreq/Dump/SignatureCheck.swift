import PKICrypto
import PKIFormats

/// The result of checking a signature with an available key.
struct SignatureCheck: Sendable {
    enum Outcome: Sendable {
        case valid(key: String)
        case invalid(key: String, reason: String?)
        /// No key was available, or the algorithm is not supported.
        case unchecked(String)
    }

    let outcome: Outcome

    /// Runs a check with the key that `key` describes.
    init(key: String, _ isValid: () throws(UnsupportedAlgorithmError) -> Bool) {
        do throws(UnsupportedAlgorithmError) {
            outcome = try isValid() ? .valid(key: key) : .invalid(key: key, reason: nil)
        } catch {
            outcome = .unchecked(error.description)
        }
    }

    init(_ outcome: Outcome) { self.outcome = outcome }

    /// `{"result": "valid" | "invalid" | "unchecked", "key": …, "reason": …}`
    var json: JSONValue {
        switch outcome {
        case .valid(let key): ["result": "valid", "key": .string(key), "reason": .null]
        case .invalid(let key, let reason): ["result": "invalid", "key": .string(key), "reason": .optional(reason)]
        case .unchecked(let reason): ["result": "unchecked", "key": .null, "reason": .string(reason)]
        }
    }

    var isInvalid: Bool {
        if case .invalid = outcome { true } else { false }
    }

    /// A wrong signature always causes a warning.
    func warn(_ structure: inout DumpedStructure) {
        guard case .invalid(let key, let reason) = outcome else { return }
        structure.warn("bad-signature", "the signature does not verify with the key of \(key)" + (reason.map { ": " + $0 } ?? ""))
    }
}
