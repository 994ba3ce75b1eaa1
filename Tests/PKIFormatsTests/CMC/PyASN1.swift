import Foundation
import PKIFormats
import PKITesting
import Testing

/// The ASN.1 modules of RFC 4211, RFC 5272, RFC 5755 and RFC 6402 from pyasn1-alt-modules. They make vectors of every structure, and read
/// ours.
enum PyASN1 {
    /// A structure by its name in the specification, with its DER.
    struct Vector {
        let name: String
        let bytes: [UInt8]
        /// The control that has this value, if it is the value of one.
        var control: OID?
    }

    private static let python = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: ".build/venv/bin/python").path

    /// Whether `scripts/setup test` has been run.
    static var isThere: Bool { FileManager.default.isExecutableFile(atPath: python) }

    /// Vectors of each structure: with all optional fields, with none, and one for each alternative.
    static func make(_ names: [String]) throws -> [Vector] {
        let result = try runTool([python, "-c", script, "make"] + names)
        guard result.status == 0 else { throw FormatError(structure: "pyasn1", reason: result.errorText) }
        var vectors: [Vector] = []
        for line in result.text.split(separator: "\n") {
            let parts = line.split(separator: " ")
            vectors.append(Vector(name: String(parts[0]), bytes: try Hex.decode(String(parts[1]))))
        }
        return vectors
    }

    /// Each vector of each structure, at least `count` of them, is read and written again octet for octet by the function of its name.
    @discardableResult
    static func expectRewritten(_ structures: [String: @Sendable ([UInt8]) throws -> [UInt8]], atLeast count: Int) throws -> [Vector] {
        let vectors = try make(structures.keys.sorted())
        #expect(Set(vectors.map(\.name)) == Set(structures.keys))
        #expect(vectors.count >= count)
        for vector in vectors {
            let rewrite = try #require(structures[vector.name])
            do {
                #expect(try rewrite(vector.bytes) == vector.bytes, "\(vector.name) \(Hex.encode(vector.bytes))")
            } catch {
                Issue.record("\(vector.name) \(Hex.encode(vector.bytes)): \(error)")
            }
        }
        return vectors
    }

    /// For each vector, `ok` when it is read completely and written again unchanged, or else the fault.
    static func check(_ vectors: [Vector]) throws -> [String] {
        let lines = vectors.map { "\($0.name) \(Hex.encode($0.bytes))\n" }.joined()
        let result = try runTool([python, "-c", script, "check"], input: Array(lines.utf8))
        guard result.status == 0 else { throw FormatError(structure: "pyasn1", reason: result.errorText) }
        return result.text.split(separator: "\n").map(String.init)
    }

    // swift-format-ignore
    private static let script = #"""
import itertools, sys
from pyasn1.type import univ, char, useful
from pyasn1.codec.der import encoder, decoder
from pyasn1_alt_modules import rfc4211, rfc5280, rfc5652, rfc5755, rfc6402

DN = bytes.fromhex('300f310d300b06035504030c0454657374')
KEY = bytes.fromhex('301306072a8648ce3d020106082a8648ce3d030107'), b'\x04' + bytes(range(64))

def tlv(tag, *parts):
    content = b''.join(parts)
    return bytes([tag, len(content)]) + content

AES_WRAP = bytes.fromhex('300b060960864801650304012d')
ENVELOPED = tlv(
    0x30, b'\x02\x01\x02',
    tlv(0x31, tlv(0xA2, b'\x02\x01\x04', tlv(0x30, tlv(4, b'id')), AES_WRAP, tlv(4, b'key'))),
    tlv(0x30, bytes.fromhex('06092a864886f70d010701'), bytes.fromhex('300b0609608648016503040102'), tlv(0x80, b'octets')))

def der(spec, octets):
    return decoder.decode(octets, asn1Spec=spec)[0]

def bits(octets):
    return univ.BitString(hexValue=octets.hex())

def sequence(spec, **parts):
    value = spec.clone()
    for name, part in parts.items():
        value.setComponentByName(name, part, matchConstraints=False)
    return value

def samples(spec, name=''):
    if isinstance(spec, rfc5280.Name):
        value = spec.clone()
        value['rdnSequence'] = der(rfc5280.RDNSequence(), DN)
        return [value]
    if isinstance(spec, rfc5280.AlgorithmIdentifier):
        return [sequence(spec, algorithm='2.16.840.1.101.3.4.2.1'), sequence(spec, algorithm='1.2.840.113549.2.9', parameters=univ.Any(b'\x05\x00'))]
    if isinstance(spec, rfc5280.SubjectPublicKeyInfo):
        return [sequence(spec, algorithm=der(rfc5280.AlgorithmIdentifier(), KEY[0]), subjectPublicKey=bits(KEY[1]))]
    if isinstance(spec, rfc5280.Extensions):
        value = spec.clone()
        value.append(der(rfc5280.Extension(), bytes.fromhex('300b0603551d0f0404030205a0')))
        value.append(der(rfc5280.Extension(), bytes.fromhex('300f0603551d130101ff040530030101ff')))
        return [value]
    if isinstance(spec, rfc5280.Extension):
        return [der(rfc5280.Extension(), bytes.fromhex('300b0603551d0f0404030205a0'))]
    if isinstance(spec, rfc5280.GeneralName):
        result = []
        for choice, text in (('dNSName', 'a.example'), ('rfc822Name', 'a@example'), ('uniformResourceIdentifier', 'ldap://a')):
            value = spec.clone()
            value[choice] = text
            result.append(value)
        value = spec.clone()
        value['directoryName']['rdnSequence'] = der(rfc5280.RDNSequence(), DN)
        return result + [value]
    if isinstance(spec, rfc5280.CRLReason):
        return [spec.clone(1), spec.clone(5)]
    if isinstance(spec, rfc5280.ReasonFlags):
        return [spec.clone(binValue='011'), spec.clone(binValue='0000001')]
    if isinstance(spec, rfc5652.EnvelopedData):
        inner = der(rfc5652.EnvelopedData(), ENVELOPED)
        value = spec.clone()
        for part in ('version', 'recipientInfos', 'encryptedContentInfo'):
            value.setComponentByName(part, inner[part], matchConstraints=False)
        return [value]
    if isinstance(spec, rfc5652.ContentInfo):
        return [sequence(spec, contentType='1.2.840.113549.1.7.1', content=univ.Any(b'\x04\x03abc'))]
    if isinstance(spec, rfc6402.CertificationRequest):
        value = spec.clone()
        value['certificationRequestInfo']['version'] = 0
        value['certificationRequestInfo']['subject']['rdnSequence'] = der(rfc5280.RDNSequence(), DN)
        value['certificationRequestInfo']['subjectPublicKeyInfo']['algorithm'] = der(rfc5280.AlgorithmIdentifier(), KEY[0])
        value['certificationRequestInfo']['subjectPublicKeyInfo']['subjectPublicKey'] = bits(KEY[1])
        value['certificationRequestInfo']['attributes'].clear()
        value['signatureAlgorithm']['algorithm'] = '1.2.840.10045.4.3.2'
        value['signature'] = bits(b'\x30\x06\x02\x01\x01\x02\x01\x01')
        return [value]
    if isinstance(spec, rfc5280.Time):
        value, later = spec.clone(), spec.clone()
        value['utcTime'] = '260101000000Z'
        later['generalTime'] = '20600101000000Z'
        return [value, later]
    if isinstance(spec, (rfc5755.Clearance, rfc5755.Clearance_rfc3281)):
        # Without categories: this module has the tag of their values as an implicit one, which X.680 §31.2.7 does not allow for ANY.
        return [sequence(spec, policyId='1.2.3'), sequence(spec, policyId='1.2.3', classList=spec['classList'].clone('confidential,secret'))]
    if isinstance(spec, univ.Choice):
        result = []
        for part in spec.componentType.namedTypes:
            for sample in samples(part.asn1Object, part.name):
                value = spec.clone()
                value.setComponentByName(part.name, sample, matchConstraints=False)
                result.append(value)
        return result
    if isinstance(spec, univ.Sequence):
        parts = [(index, part, samples(part.asn1Object, part.name)) for index, part in enumerate(spec.componentType.namedTypes)]
        def build(pick):
            value = spec.clone()
            for index, part, options in parts:
                sample = pick(index, part, options)
                if sample is not None:
                    value.setComponentByPosition(index, sample, matchConstraints=False)
            return value
        result = [build(lambda i, p, o: o[0])]
        if any(part.isOptional for _, part, _ in parts) and not all(part.isOptional for _, part, _ in parts):
            result.append(build(lambda i, p, o: None if p.isOptional else o[0]))
        for index, part, options in parts:
            for option in options[1:]:
                result.append(build(lambda i, p, o: option if i == index else o[0]))
        return result
    if isinstance(spec, (univ.SequenceOf, univ.SetOf)):
        value = spec.clone()
        for sample in samples(spec.componentType)[:2]:
            value.append(sample)
        result = [value]
        for sample in samples(spec.componentType)[2:]:
            value = spec.clone()
            value.append(sample)
            result.append(value)
        return result
    if isinstance(spec, univ.Boolean):
        return [spec.clone(0)]
    if isinstance(spec, univ.Integer):
        return [spec.clone(list(spec.namedValues.values())[-1] if spec.namedValues else next(NUMBERS))]
    if isinstance(spec, univ.Null):
        return [spec.clone('')]
    if isinstance(spec, univ.BitString):
        return [spec.clone(hexValue='a5c3')]
    if isinstance(spec, useful.GeneralizedTime):
        return [spec.clone('20260102030405Z')]
    if isinstance(spec, char.UTF8String):
        return [spec.clone('Grün?')]
    if isinstance(spec, univ.ObjectIdentifier):
        return [spec.clone('1.2.3.4')]
    if isinstance(spec, univ.Any):
        return [spec.clone(b'\x0c\x02hi')]
    if isinstance(spec, univ.OctetString):
        return [spec.clone(b'\x01\x02\x03')]
    raise SystemExit(f'no sample for {type(spec)} {name}')

NUMBERS = itertools.count(1)

def spec(name):
    if name in ('UTF8String', 'OctetString', 'Integer'):
        return getattr(char if name == 'UTF8String' else univ, name)()
    return next(getattr(module, name) for module in (rfc6402, rfc4211, rfc5755) if hasattr(module, name))()

if sys.argv[1] == 'make':
    for name in sys.argv[2:]:
        for value in samples(spec(name)):
            print(name, encoder.encode(value).hex())
else:
    for line in sys.stdin:
        name, octets = line.split()
        octets = bytes.fromhex(octets)
        value, rest = decoder.decode(octets, asn1Spec=spec(name))
        print('ok' if not rest and encoder.encode(value) == octets else 'differs: ' + encoder.encode(value).hex() + ' ' + rest.hex())
"""#
}
