import CAMessages

func tell(_ answer: Disposition) {
    switch answer.code {
    case .issued, .issuedOutOfBand:
        print("request \(answer.requestID): a certificate of \(answer.certificate?.count ?? 0) octets, and \(answer.chain.count) issuers")
    case .underSubmission:
        print("request \(answer.requestID) waits for an officer; ask for it again by this number")
    default:
        // 0x80094012 CERTSRV_E_TEMPLATE_DENIED: the symbol and the sentence that Windows shows for it.
        print("request \(answer.requestID): \(answer.status) \(answer.status.name?.symbol ?? "unknown")")
        if let reason = answer.reason {
            print("\(reason.rule) refused \(reason.field) “\(reason.value)”: \(reason.remedy)")
        }
    }
}
