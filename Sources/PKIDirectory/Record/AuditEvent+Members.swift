import PortableFoundation
import PKIFormats

extension AuditEvent {
    /// The members that an event adds to those of every record. Their order is part of the form.
    func write(to body: inout AuditBody) {
        switch self {
        case .authorityCreated(let facts):
            body.set("authority", facts.authority)
            body.set("authorityID", facts.id)
            body.set("name", facts.name)
            body.set("serial", facts.serial)
            body.set("certificate", facts.certificateSHA256)
            body.set("publicAddress", facts.publicAddress)
            if facts.singleOperator { body.set("singleOperator", flag: true) }
        case .authoritySettingsChanged(let authority, let changes):
            body.set("authority", authority)
            body.set("settings", changes) { change, body in
                body.set("name", change.name)
                body.set("from", change.from)
                body.set("to", change.to)
            }
        case .templateSaved(let name, let version, let document):
            body.set("template", name)
            body.set("templateVersion", version)
            body.set("document", document)
        case .templatePublished(let authority, let name, let version):
            body.set("authority", authority)
            body.set("template", name)
            body.set("templateVersion", version)
        case .templateWithdrawn(let authority, let name):
            body.set("authority", authority)
            body.set("template", name)
        case .templateRuleAccepted(let name, let rule, let values, let reason):
            body.set("template", name)
            body.set("rule", rule)
            body.set("values", values)
            body.set("reason", reason)
        case .templateAcceptanceWithdrawn(let name, let rule):
            body.set("template", name)
            body.set("rule", rule)
        case .templateRetired(let name, let version):
            body.set("template", name)
            body.set("templateVersion", version)
        case .agentGranted(let agent, let template, let subjects, let acts):
            body.set("agent", agent)
            body.set("template", template)
            body.set("subjects", subjects.text)
            body.set("acts", acts)
        case .agentGrantRemoved(let agent, let template, let subjects):
            body.set("agent", agent)
            body.set("template", template)
            body.set("subjects", subjects.text)
        case .keysResealed(let names): body.set("keys", names)
        case .nodeAdded(let directory, let keys):
            body.set("directory", directory)
            body.set("keys", keys)
        case .nodeDrained(let name), .nodeRemoved(let name): body.set("node", name)
        case .recordLogStarted(let facts):
            body.set("generation", facts.generation)
            body.set("origin", facts.origin)
            body.set("verifierKey", facts.verifierKey)
            body.set("formerOrigin", facts.formerOrigin)
            body.set("formerSize", facts.formerSize)
            body.set("formerRoot", facts.formerRoot)
        case .tokenKeyMade(let place, let hash), .tokenKeyImported(let place, let hash):
            body.set("key", place)
            body.set("publicKey", hash)
        case .recordLogEnded(let origin, let size):
            body.set("origin", origin)
            body.set("size", size)
        case .secretKeyMade(let name): body.set("key", name)
        case .backupMade(let sha256): body.set("sha256", sha256)
        case .backupRestored(let facts): facts.write(to: &body)
        case .storeCopied(let copy, let from, let to, let rows):
            body.set("copy", copy)
            body.set("from", from)
            body.set("to", to)
            body.set("rows", rows)
        case .storeRestored(let facts, let requestIDGap):
            facts.write(to: &body)
            body.set("requestIDGap", requestIDGap)
        case .authoritySecurityChanged(let authority, let from, let to, let roleSeparation):
            body.set("authority", authority)
            body.set("from", from)
            body.set("to", to)
            body.set("roleSeparation", flag: roleSeparation)
        case .officerRightsChanged(let authority, let from, let to):
            body.set("authority", authority)
            body.set("from", from)
            body.set("to", to)
        case .auditFilterChanged(let authority, let from, let to):
            body.set("authority", authority)
            body.set("from", from)
            body.set("to", to)
        case .authorityRecovered(let authority, let account, let sid):
            body.set("authority", authority)
            body.set("account", account)
            body.set("sid", sid.text)
        case .authorityLife(_, let facts): facts.write(to: &body)
        case .authorityImported(let facts): facts.write(to: &body)
        case .request(_, let facts): facts.write(to: &body)
        case .requestsErased(let authority, let requests):
            body.set("authority", authority)
            body.set("requests", requests.map(String.init))
        case .requestAttributesErased(let authority, let request, let count):
            body.set("authority", authority)
            body.set("request", request)
            body.set("count", count)
        case .exitReceiverTested(let authority, let receiver, let isTaken):
            body.set("authority", authority)
            body.set("receiver", receiver)
            body.set("taken", isTaken ? "yes" : "no")
        case .foreignRevocationChanged(let authority, let key, let serial, let reason):
            body.set("authority", authority)
            body.set("key", key)
            body.set("serial", serial)
            body.set("reason", reason)
        case .revocationListSigned(let facts):
            body.set("authority", facts.authority)
            body.set("key", facts.key)
            body.set("crlNumber", facts.number)
            body.set("entries", facts.entries)
            body.set("coversThrough", facts.coversThrough)
            body.set("sha256", facts.sha256)
        case .revocationListPartSigned(let facts, let partition, let baseNumber):
            body.set("authority", facts.authority)
            body.set("key", facts.key)
            body.set("partition", partition)
            body.set("crlNumber", facts.number)
            // 0 for a complete list.
            body.set("baseNumber", baseNumber)
            body.set("entries", facts.entries)
            body.set("coversThrough", facts.coversThrough)
            body.set("sha256", facts.sha256)
        case .publicationOrdered(let authority): body.set("authority", authority)
        case .exchangeCertificateIssued(let facts):
            body.set("authority", facts.authority)
            body.set("index", facts.index)
            body.set("request", facts.request)
            body.set("serial", facts.serial)
            body.set("certificate", facts.certificateSHA256)
        case .statusSignerIssued(let facts):
            body.set("authority", facts.authority)
            body.set("key", facts.key)
            body.set("index", facts.index)
            body.set("request", facts.request)
            body.set("serial", facts.serial)
            body.set("certificate", facts.certificateSHA256)
        case .archivedKey(_, let facts):
            body.set("authority", facts.authority)
            body.set("request", facts.request)
            body.set("index", facts.index)
            body.set("agents", facts.agents)
            body.set("recovery", facts.recovery)
            body.set("agreed", facts.agreed)
            body.set("needed", facts.needed)
            body.set("reason", facts.reason)
            if facts.isSingleOperator { body.set("singleOperator", flag: true) }
        case .directoryChanged(_, let changes): body.set("changes", changes) { change, body in change.write(to: &body) }
        case .signInsFailed(let failures):
            body.set("account", failures.account)
            body.set("accountID", failures.accountID)
            body.set("count", failures.count)
            body.set("since", failures.since)
            body.set("lastDoor", failures.door)
            body.set("lastAddress", failures.address)
        case .profileTemplateSaved(let id, let name, let version, let document):
            body.set("profileTemplate", id)
            body.set("name", name)
            body.set("version", version)
            body.set("document", document)
        case .managementRequest(_, let facts):
            body.set("id", facts.event)
            body.set("request", facts.request)
            body.set("from", facts.from)
            body.set("to", facts.to)
            body.set("comment", facts.comment)
            body.set("detail", facts.detail)
        case .cardMasterKeyMade(let version): body.set("version", version)
        case .cardConfigurationGiven(let profileTemplate, let version):
            body.set("profileTemplate", profileTemplate)
            body.set("version", version)
        case .mailFailed(let mail, let address, let reason):
            body.set("mail", mail)
            body.set("address", address)
            body.set("reason", reason)
        case .mailRetried(let mail, let address):
            body.set("mail", mail)
            body.set("address", address)
        case .mailTested(let address, let isTaken):
            body.set("address", address)
            body.set("taken", isTaken ? "yes" : "no")
        }
    }
}

extension AuditEvent.RestorationFacts {
    fileprivate func write(to body: inout AuditBody) {
        body.set("made", made)
        body.set("revokedAgain", revokedAgain)
        body.set("foreign", foreign)
        body.set("lists", lists)
    }
}

extension AuditEvent.RequestFacts {
    fileprivate func write(to body: inout AuditBody) {
        body.set("authority", authority)
        body.set("request", request)
        body.set("revision", revision)
        body.set("disposition", disposition)
        body.set("status", status)
        body.set("message", message)
        body.set("rule", rule)
        body.set("requester", requester)
        body.set("requesterID", requesterID)
        body.set("caller", caller)
        body.set("callerID", callerID)
        body.set("template", template)
        body.set("templateVersion", templateVersion)
        body.set("serial", serial)
        body.set("certificate", certificateSHA256)
        body.set("reason", revocationReason)
        body.set("revoked", revokedWhen)
        body.set("revokedEffective", revokedEffectiveWhen)
        if let origin {
            body.set("requestDoor", origin.door)
            body.set("requestAddress", origin.address)
            body.set("requestCorrelation", origin.correlation)
        }
        if ownRequest { body.set("ownRequest", flag: true) }
        body.set("detail", detail)
    }
}

extension DirectoryChange {
    /// Every changed value except passwords, for which only the generation is named.
    fileprivate func write(to body: inout AuditBody) {
        switch self {
        case .added(let principal):
            body.set("change", "added")
            principal.write(to: &body)
        case .updated(let principal):
            body.set("change", "updated")
            principal.write(to: &body)
        case .passwordSet(let id, let record):
            body.set("change", record == nil ? "passwordRemoved" : "passwordSet")
            body.set("id", id)
            body.set("passwordGeneration", record?.generation)
        case .memberAdded(let group, let member):
            body.set("change", "memberAdded")
            body.set("group", group.text)
            body.set("member", member.text)
        case .memberRemoved(let group, let member):
            body.set("change", "memberRemoved")
            body.set("group", group.text)
            body.set("member", member.text)
        }
    }
}

extension Principal {
    fileprivate func write(to body: inout AuditBody) {
        body.set("id", id)
        body.set("sid", sid.text)
        body.set("kind", kind.rawValue)
        body.set("name", accountName)
        body.set("commonName", commonName)
        body.set("displayName", displayName)
        body.set("mail", mail)
        body.set("upn", userPrincipalName)
        body.set("dns", dnsHostName)
        body.set("distinguishedName", distinguishedName.rfc4514)
        body.set("enabled", flag: enabled)
        body.set("revision", revision)
        body.set("groups", groups.map(\.text).sorted())
    }
}
