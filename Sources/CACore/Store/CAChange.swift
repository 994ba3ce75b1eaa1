package import CAInterface
package import CertificateTemplates
package import PKIDirectory

/// One change of a CA's records. Values only, no closures over a database.
///
/// Indirect, because a row has about forty fields and is passed on until the writer has it: passing one reference is cheaper.
package indirect enum CAChange: Sendable {
    /// A new authority, with its first generation unless it still waits for its certificate.
    case authorityCreated(StoredAuthority)
    /// Replaces generations and other state, but not names; its revision must be one more than the stored one.
    case authorityUpdated(StoredAuthority)
    /// A new version of a template; its `version` must be one more than the stored one, 1 for a new template.
    case templateSaved(CertificateTemplate, author: TemplateAuthor? = nil)
    /// The authority issues for the template from now on; a template that is published already stays so.
    case templatePublished(TemplatePublication)
    /// The authority no longer issues for the template.
    case templateWithdrawn(TemplatePublication)
    /// Replaces an earlier acceptance of the same rule.
    case templateRuleAccepted(TemplateAcceptance)
    case templateAcceptanceWithdrawn(template: String, rule: String)
    /// Forever; the store refuses a further version.
    case templateRetired(name: String, by: TemplateAuthor)
    case agentGranted(AgentGrant)
    case agentGrantRemoved(AgentGrant)
    /// A new row with the id reserved for it, and with a certificate if one was issued at once.
    case requestReceived(StoredRequest)
    /// The row after an officer's act, a resubmission or a revocation. It replaces the row whose revision is one less.
    case requestUpdated(StoredRequest)
    /// What an officer gave a pending request, in place of what was there. It comes with the `requestUpdated` of the row.
    case officerEdited(OfficerEdits)
    /// What an old request brought goes. Its row and everything else stays.
    case requestErased(ErasedRequest)
    /// Whether a revoked certificate stays on the lists after it has expired.
    case shownAfterExpiry(AuthorityNumber, RequestID, Bool)
    /// The journal's line for a revocation or release. It comes before its `requestUpdated`: the store refuses a row whose revocation changes without a line.
    case revocationRecorded(RevocationRecord)
    /// A signed CRL. Its number must be greater than every earlier one of that part; a delta may have the number of the complete list beside it.
    case revocationListSigned(StoredRevocationList)
    /// A revocation of a certificate without a row, from a list of the former installation. It comes after its authority, and the first word about a certificate stays.
    case revocationTakenOver(ForeignRevocation)
    /// Committed before a key outside this process is asked to sign.
    case signingIntended(SigningIntent)
    /// An event for exit receivers, by their names, in the commit of the act itself.
    case exitRaised(ExitEvent, receivers: [String])
    /// A receiver has taken the event with this sequence.
    case exitDelivered(sequence: Int)
    /// The events of a receiver that was removed.
    case exitDropped(AuthorityNumber, receiver: String)
    /// The key and row of a new exchange certificate; it comes after the row. Refused as moved when its index is taken.
    case exchangeCertificateIssued(StoredExchangeCertificate)
    /// The key and row of a new signer of OCSP responses; it comes after the row. Refused as moved when its index is taken.
    case statusSignerIssued(StoredStatusSigner)
    /// The precertificate of a row; it comes after the row.
    case precertificateSigned(StoredPrecertificate)
    /// A security module's statement about the key of a row, once; it comes after the row.
    case keyAttested(StoredAttestation)
    /// The private key of a row, sealed to recovery agents; it comes after the row. Refused as moved when its index is taken.
    case keyArchived(StoredArchivedKey)
    /// An officer's act on the recovery of an archived key. Refused as moved when its number is taken.
    case keyRecoveryActed(StoredRecoveryAct)
    /// The state of the log over the record. Refused as moved when the stored one is not `former`; what is published stays as it is within a generation.
    case recordLogStored(RecordLog, replacing: RecordLog?)
    /// A tile of the log, in place of a shorter one.
    case recordTileStored(RecordTile)
    /// The checkpoint that readers get from now on. Refused as moved when a later one is published, or another generation has begun.
    case recordLogPublished(generation: Int, size: Int, note: String)
    /// Written by every act, in the same commit.
    case audited(AuditRecord)
}
