import sys
from asn1crypto import cms, core, csr, parser, pem
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa, ec

class Pair(core.Sequence):
    _fields = [("name", core.BMPString), ("value", core.BMPString)]

def extension(e):
    oid, value = e.oid.dotted_string, e.value
    if isinstance(value, x509.SubjectAlternativeName): text = " ".join(name(n) for n in value)
    elif isinstance(value, x509.ExtendedKeyUsage): text = " ".join(o.dotted_string for o in value)
    elif isinstance(value, x509.KeyUsage):
        names = ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"]
        text = " ".join(n for n in names if getattr(value, n))
    elif isinstance(value, x509.BasicConstraints): text = f"{value.ca} {value.path_length}"
    elif isinstance(value, x509.CertificatePolicies):
        text = " ".join(p.policy_identifier.dotted_string + "".join(f"[{q if isinstance(q, str) else q.explicit_text}]" for q in p.policy_qualifiers or []) for p in value)
    elif isinstance(value, x509.NameConstraints):
        text = "permitted " + " ".join(name(n) for n in value.permitted_subtrees or []) + " excluded " + " ".join(name(n) for n in value.excluded_subtrees or [])
    elif isinstance(value, x509.PolicyConstraints): text = f"{value.require_explicit_policy} {value.inhibit_policy_mapping}"
    elif isinstance(value, x509.SubjectKeyIdentifier): text = "present"
    elif isinstance(value, x509.UnrecognizedExtension): text = value.value.hex()
    else: text = type(value).__name__
    return f"{oid}{' critical' if e.critical else ''} {text}"

def name(n):
    v = n.value
    if isinstance(n, x509.OtherName): return f"other:{n.type_id.dotted_string}:{v.hex()}"
    if isinstance(v, x509.Name): return "dir:" + v.rfc4514_string()
    if isinstance(v, x509.ObjectIdentifier): return "rid:" + v.dotted_string
    return f"{type(n).__name__}:{v}"

def members(der):
    content, found = parser.parse(der)[4], []
    while content:
        length = parser.peek(content)
        found.append(content[:length])
        content = content[length:]
    return found

def pair(der):
    p = Pair.load(der)
    return f"{p['name'].native}={p['value'].native}"

der = pem.unarmor(sys.stdin.buffer.read())[2]
lines = []
if members(der)[0][0] == 6:
    signed = cms.ContentInfo.load(der)["content"]
    encapsulated = members(signed["encap_content_info"].dump())
    kind = core.ObjectIdentifier.load(encapsulated[0]).dotted
    der = parser.parse(members(encapsulated[1])[0])[4]
    lines.append(f"message {kind} signers {len(signed['signer_infos'])} certificates {len(signed['certificates'] or [])}")
    for signer in signed["signer_infos"]:
        for attribute in map(members, members(signer["signed_attrs"].dump()) if signer["signed_attrs"] else []):
            if core.ObjectIdentifier.load(attribute[0]).dotted == "1.3.6.1.4.1.311.13.2.1":
                lines += ["signed pair " + pair(v) for v in members(attribute[1])]
    if kind != "1.2.840.113549.1.7.1":
        data = members(der)
        for control in map(members, members(data[0])):
            oid, value = core.ObjectIdentifier.load(control[1]).dotted, members(control[2])[0]
            if oid == "1.3.6.1.4.1.311.10.10.1":
                # Client information, which names machine and account.
                lines.append(f"control {oid}")
                continue
            lines.append(f"control {oid} " + (parser.parse(value)[4].decode() if oid == "1.3.6.1.5.5.7.7.18" else value.hex()))
        der = members(members(data[1])[0])[1]
request = x509.load_der_x509_csr(der)
assert request.is_signature_valid
lines.append("subject " + request.subject.rfc4514_string())
key = request.public_key()
lines.append(f"key rsa {key.key_size}" if isinstance(key, rsa.RSAPublicKey) else f"key {key.curve.name}")
parsed = csr.CertificationRequest.load(der)
algorithm = parsed["signature_algorithm"]
lines.append(f"signature {algorithm['algorithm'].native} {algorithm.hash_algo if algorithm['algorithm'].native != 'ecdsa' else ''}")
for e in request.extensions: lines.append(extension(e))
for attribute in map(members, members(b"\x30" + members(members(der)[0])[3][1:])):
    oid = core.ObjectIdentifier.load(attribute[0]).dotted
    for v in members(attribute[1]):
        if oid == "1.3.6.1.4.1.311.13.2.1": lines.append("attribute " + pair(v))
        elif oid == "1.3.6.1.4.1.311.13.1": lines.append("renews " + x509.load_der_x509_certificate(v).subject.rfc4514_string())
        elif oid != "1.2.840.113549.1.9.14": lines.append(f"attribute {oid}")
print("\n".join(lines))
