import CAInterface

func issue(_ request: [UInt8], by ca: any CertificateAuthority) async throws -> [[UInt8]] {
    // The key names this submission. If the answer is lost, the same call with the same key gets it, and no second certificate.
    let submission = Submission(bytes: request, template: "WebServer", submissionKey: "www.example.com 2026-11")
    let disposition = try await ca.submit(submission)
    switch disposition.code {
    case .issued:
        return [disposition.certificate ?? []] + disposition.chain
    case .underSubmission:
        print("request \(disposition.requestID) waits for an officer")
    case .denied:
        if let reason = disposition.reason { print("\(reason.rule): \(reason.field) is \(reason.value). \(reason.remedy)") }
    default:
        print("\(disposition.status): \(disposition.message)")
    }
    return []
}
