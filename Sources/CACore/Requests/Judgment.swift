import CertificateTemplates

/// The verdict of policy on a submission, with what it looked at. Nothing is stored yet and nothing is signed.
struct Judgment: Sendable {
    let known: KnownAuthority
    let issuer: IssuingGeneration
    let caller: KnownPrincipal
    let subject: KnownPrincipal
    /// nil when the request names none that is published here.
    let template: CertificateTemplate?
    /// nil when no rule was asked.
    let question: Question?
    var evidence = AttestationEvidence.absent
    var archival = ArchivalEvidence.absent
    var verdict: Verdict
    /// The request after the verdict, and the step that follows from it.
    var machine: RequestMachine
    var step: RequestMachine.Step
}
