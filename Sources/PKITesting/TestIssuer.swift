package import Foundation

/// An issuer of bearer tokens for tests, in Python with PyJWT: its key set, and one token for each thing that can be wrong with a token.
package struct TestIssuer: Decodable, Sendable {
    package static let issuer = "https://login.example.com/adfs"
    package static let audience = "https://pki.example.com/certificatemanagement"

    /// Whether the Python packages are there.
    package static let isAvailable = PythonJudge.has(module: "jwt, cryptography")

    /// The JSON of its key set: an RSA and a P-256 key that count, and others that do not.
    package let keySet: String
    /// The key set after a change of keys.
    package let nextKeySet: String
    /// By the name of the case.
    package let tokens: [String: String]

    /// - Parameters:
    ///   - now: the time at which the tokens are made, in whole seconds.
    ///   - name: the value of `upn` where the case does not say another.
    package init(now: Date, name: String) throws {
        let input = "\(Int(now.timeIntervalSince1970))\n\(name)\n\(Self.issuer)\n\(Self.audience)\n"
        self = try JSONDecoder().decode(Self.self, from: Data(try PythonJudge.run(Self.script, input: input).utf8))
    }

    package func token(_ name: String) throws -> String {
        guard let token = tokens[name] else { throw ContractError("the test issuer makes no token “\(name)”") }
        return token
    }

    private static let script = #"""
        import base64, hashlib, hmac, json, sys
        import jwt
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import ec, rsa

        now, name, issuer, audience = sys.stdin.read().splitlines()
        now = int(now)
        r, r2 = (rsa.generate_private_key(65537, 2048) for _ in range(2))
        e, e2 = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))

        def public(key, kid, **more):
            algorithm = jwt.algorithms.RSAAlgorithm if isinstance(key, rsa.RSAPrivateKey) else jwt.algorithms.ECAlgorithm
            made = json.loads(algorithm.to_jwk(key.public_key()))
            made.pop("key_ops", None)
            return {**made, "kid": kid, **more}

        others = [{"kty": "oct", "k": "c2VjcmV0", "kid": "secret"}, public(r2, "encryption", use="enc"), {"kty": "EC", "crv": "P-256", "kid": "bad"}]
        keys = [public(r, "rsa", use="sig", alg="RS256"), public(e, "ec")]
        b64 = lambda octets: base64.urlsafe_b64encode(octets).rstrip(b"=").decode()
        part = lambda value: b64(json.dumps(value).encode())
        claims = {"iss": issuer, "aud": audience, "exp": now + 600, "nbf": now, "iat": now, "sub": "7", "upn": name}

        def made(alg="RS256", key=None, kid=..., drop=(), headers={}, **changed):
            body = {k: v for k, v in {**claims, **changed}.items() if k not in drop}
            key = key or {"R": r, "E": e, "P": r}[alg[0]]
            kid = {"R": "rsa", "E": "ec", "P": "rsa"}[alg[0]] if kid is ... else kid
            return jwt.encode(body, key, algorithm=alg, headers={**({"kid": kid} if kid else {}), **headers})

        def confused():
            # The public key as the secret of an HMAC.
            pem = r.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
            signed = part({"alg": "HS256", "typ": "JWT", "kid": "rsa"}) + "." + part(claims)
            return signed + "." + b64(hmac.new(pem, signed.encode(), hashlib.sha256).digest())

        good = made()
        head, body, signature = good.split(".")
        damaged = ("B" if signature[9] == "A" else "A").join([signature[:9], signature[10:]])
        changed = part({**claims, "upn": "admin"})
        tokens = {
            "RS256": good,
            "ES256": made("ES256"),
            "RS256 without kid": made(kid=None),
            "ES256 without kid": made("ES256", kid=None),
            "several audiences": made(aud=["https://other.example.com", audience]),
            "preferred_username": made(drop=["upn"], preferred_username=name),
            "upn before preferred_username": made(preferred_username="bob"),
            "account name": made(upn="alice"),
            "account name as preferred_username": made(drop=["upn"], preferred_username="alice"),
            "domain and account name": made(upn="EXAMPLE\\alice"),
            "upn that is no text": made(upn=[name], preferred_username=name),
            "expired within the skew": made(exp=now - 59),
            "begins within the skew": made(nbf=now + 59, iat=now + 59),
            "scope": made(scope="openid certificates"),
            "scp": made(scp=["openid", "certificates"]),
            "expired": made(exp=now - 60),
            "not yet valid": made(nbf=now + 61),
            "issued in the future": made(iat=now + 61),
            "no expiry": made(drop=["exp"]),
            "wrong audience": made(aud="https://other.example.com"),
            "no audience": made(drop=["aud"]),
            "wrong issuer": made(iss=issuer + "/"),
            "no issuer": made(drop=["iss"]),
            "none": part({"alg": "none"}) + "." + part(claims) + ".",
            "none in other letters": part({"alg": "nOnE"}) + "." + part(claims) + "." + signature,
            "no signature": head + "." + body + ".",
            "HS256 with the public key": confused(),
            "PS256": made("PS256"),
            "RS256 header over an EC key": part({"alg": "RS256", "kid": "ec"}) + "." + part(claims) + "." + made("ES256").split(".")[2],
            "unknown key": made(key=r2, kid="another"),
            "the encryption key": made(key=r2, kid="encryption"),
            "another key under a known name": made(key=r2),
            "damaged signature": head + "." + body + "." + damaged,
            "changed claims": head + "." + changed + "." + signature,
            "no dots": good.replace(".", ""),
            "one dot": head + "." + body,
            "five parts": good + "..",
            "empty": "",
            "not base64": head + "." + body[:-1] + "!." + signature,
            "not JSON": b64(b"{") + "." + body + "." + signature,
            "a claim twice": None,
            "critical header": made(headers={"crit": ["b64"], "b64": False}),
            "oversized": made(filler="x" * 7000),
            "time as a text": None,
            "unknown account": made(upn="nobody@example.com"),
            "a group": made(upn="Users"),
            "the server's own account": made(upn="ChanceryCMAgent"),
            "account that is no text": made(upn=7),
            "next key": made(key=r2, kid="next"),
            "next EC key": made("ES256", key=e2, kid="next-ec"),
        }
        def signed(text):
            from cryptography.hazmat.primitives import hashes
            from cryptography.hazmat.primitives.asymmetric import padding
            octets = (part({"alg": "RS256", "kid": "rsa"}) + "." + b64(text.encode())).encode()
            return octets.decode() + "." + b64(r.sign(octets, padding.PKCS1v15(), hashes.SHA256()))
        tokens["a claim twice"] = signed(json.dumps(claims)[:-1] + ', "upn": "admin"}')
        tokens["time as a text"] = signed(json.dumps({**claims, "exp": str(now + 600)}))
        print(json.dumps({"keySet": json.dumps({"keys": others + keys}),
                          "nextKeySet": json.dumps({"keys": [public(r2, "next"), public(e2, "next-ec")]}), "tokens": tokens}))
        """#
}
