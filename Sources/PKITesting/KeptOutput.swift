package import CAInterface
import PKICrypto
import PKIFormats
import PortableFoundation

/// The lists, answers and certificates of authorities that tests make, for `scripts/judge-signed`: with `CHANCERY_KEEP_SIGNED=DIR` each is a file there.
package enum KeptOutput {
    private static let directory = ProcessInfo.processInfo.environment["CHANCERY_KEEP_SIGNED"]

    /// - Parameter kind: the end of the file's name: `crl`, `cer` or `ocsp`.
    package static func keep(_ bytes: [UInt8], as kind: String) {
        guard let directory else { return }
        try? Data(bytes).write(to: URL(fileURLWithPath: "\(directory)/\(Hex.encode(Digest.sha256(bytes))).\(kind)"))
    }
}

/// A responder whose answers are kept.
package struct KeptStatusSource: StatusSource {
    private let source: any StatusSource

    package init(_ source: any StatusSource) { self.source = source }

    package func status(answering request: [UInt8]) async -> StatusAnswer {
        let answer = await source.status(answering: request)
        KeptOutput.keep(answer.bytes, as: "ocsp")
        return answer
    }
}
