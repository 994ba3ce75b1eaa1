import CAInterface
import CertEnroll
import CertCli
import PKIFormats

/// Writes the certificate, the chain and the full response to the files that were named.
struct CertificateOutputs {
    private let files: [OutputFile]
    private let form: OutputFlags
    private let revocationLists: Bool

    /// - Parameter paths: the files of the certificate, the chain and the full response, in this order.
    init(_ paths: [String], input: String? = nil, binary: Bool, revocationLists: Bool, overwrites: Bool = true) throws {
        files = try paths.prefix(3).map { try OutputFile($0, overwrites: overwrites) }
        try OutputFile.requireDistinct(files, input: input)
        form = binary ? .binary : .base64Header
        self.revocationLists = revocationLists
    }

    /// Writes each part that exists.
    /// - Returns: the files written. Failures are noted in `aftermath`.
    func write(_ client: CertCli.CertRequest, config: String, _ aftermath: inout Aftermath) async -> [String] {
        var written: [String] = []
        if (try? client.certificate(.binary)) != nil {
            if let file = files.first {
                await aftermath.attempt {
                    try file.write(try client.certificate(form).written)
                    written.append(file.path)
                }
            }
            if files.count > 1 {
                await aftermath.attempt {
                    if revocationLists { try await client.fetchRevocationLists(config: config) }
                    let flags = form.adding(revocationLists ? [.chain, .crls] : .chain)
                    try files[1].write(try client.certificate(flags).written)
                    written.append(files[1].path)
                }
            }
        }
        if files.count > 2, let response = try? client.fullResponseProperty(.fullResponse, index: 0, type: .binary, flags: form),
            case .encoded(let bytes) = response
        {
            await aftermath.attempt {
                try files[2].write(bytes.written)
                written.append(files[2].path)
            }
        }
        return written
    }
}
