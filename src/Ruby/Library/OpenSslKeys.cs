using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Bunraku.Ruby;

/// <summary>Keys of RSA and of elliptic curves, as <c>openssl.rb</c> asks for them.</summary>
internal static class OpenSslKeys
{
    /// <summary>What a new key of RSA may have of bits: more takes minutes that no step counts.</summary>
    private const int MostBits = 8192;

    /// <summary>A key, and whether its private part is there.</summary>
    private sealed record Key(AsymmetricAlgorithm Algorithm, bool IsPrivate);

    // A table of functions: the method length is that of the list.
    public static void Define(Runtime r, Action<string, int, NativeBody> on)
    {
        on(
            "key_read",
            2,
            static (r, _, a, _) =>
                Made(
                    r,
                    Read(r, OpenSslLibrary.Given(a[0]), a[1] is RubyString password ? password.Text : null)
                )
        );
        on(
            "key_make_rsa",
            1,
            static (r, _, a, _) =>
                r.Int(a[0]) <= MostBits
                    ? Made(r, new Key(RSA.Create((int)r.Int(a[0])), true))
                    : throw r.Error(
                        "ArgumentError",
                        $"a key of more than {MostBits} bits takes too long to make"
                    )
        );
        on(
            "key_make_ec",
            1,
            static (r, _, a, _) => Made(r, new Key(ECDsa.Create(Curve(r.Text(a[0]))), true))
        );
        on("key_kind", 1, static (r, _, a, _) => r.String(Of(a[0]).Algorithm is RSA ? "rsa" : "ec"));
        on("key_private", 1, static (_, _, a, _) => Booleans.Of(Of(a[0]).IsPrivate));
        on("key_size", 1, static (_, _, a, _) => (long)Of(a[0]).Algorithm.KeySize);
        on("key_public", 1, static (r, _, a, _) => Made(r, Public(Of(a[0]))));
        on("key_numbers", 1, static (r, _, a, _) => Numbers(r, Of(a[0])));
        on("key_pem", 2, static (r, _, a, _) => r.String(Pem(Of(a[0]), Runtime.IsTrue(a[1]))));
        on(
            "key_der",
            2,
            static (r, _, a, _) => OpenSslLibrary.Bytes(r, Der(Of(a[0]), Runtime.IsTrue(a[1])).Bytes)
        );
        on(
            "key_sign",
            3,
            static (r, _, a, _) =>
                OpenSslLibrary.Bytes(
                    r,
                    Of(a[0]).Algorithm switch
                    {
                        RSA rsa => rsa.SignData(
                            OpenSslLibrary.Given(a[2]),
                            OpenSslLibrary.Hash(r, r.Text(a[1])),
                            RSASignaturePadding.Pkcs1
                        ),
                        var ec => ((ECDsa)ec).SignData(
                            OpenSslLibrary.Given(a[2]),
                            OpenSslLibrary.Hash(r, r.Text(a[1])),
                            DSASignatureFormat.Rfc3279DerSequence
                        ),
                    }
                )
        );
        on(
            "key_verify",
            4,
            static (r, _, a, _) =>
                Booleans.Of(
                    Of(a[0]).Algorithm switch
                    {
                        RSA rsa => rsa.VerifyData(
                            OpenSslLibrary.Given(a[3]),
                            OpenSslLibrary.Given(a[2]),
                            OpenSslLibrary.Hash(r, r.Text(a[1])),
                            RSASignaturePadding.Pkcs1
                        ),
                        var ec => ((ECDsa)ec).VerifyData(
                            OpenSslLibrary.Given(a[3]),
                            OpenSslLibrary.Given(a[2]),
                            OpenSslLibrary.Hash(r, r.Text(a[1])),
                            DSASignatureFormat.Rfc3279DerSequence
                        ),
                    }
                )
        );
        on(
            "key_sign_hash",
            2,
            static (r, _, a, _) =>
                OpenSslLibrary.Bytes(
                    r,
                    ((ECDsa)Of(a[0]).Algorithm).SignHash(
                        OpenSslLibrary.Given(a[1]),
                        DSASignatureFormat.Rfc3279DerSequence
                    )
                )
        );
        on(
            "key_verify_hash",
            3,
            static (_, _, a, _) =>
                Booleans.Of(
                    ((ECDsa)Of(a[0]).Algorithm).VerifyHash(
                        OpenSslLibrary.Given(a[1]),
                        OpenSslLibrary.Given(a[2]),
                        DSASignatureFormat.Rfc3279DerSequence
                    )
                )
        );
        on(
            "key_sign_pss",
            3,
            static (r, _, a, _) =>
                OpenSslLibrary.Bytes(
                    r,
                    PrivateRsa(a[0])
                        .SignData(
                            OpenSslLibrary.Given(a[2]),
                            OpenSslLibrary.Hash(r, r.Text(a[1])),
                            RSASignaturePadding.Pss
                        )
                )
        );
        on(
            "key_verify_pss",
            4,
            static (r, _, a, _) =>
                Booleans.Of(
                    PrivateRsa(a[0])
                        .VerifyData(
                            OpenSslLibrary.Given(a[3]),
                            OpenSslLibrary.Given(a[2]),
                            OpenSslLibrary.Hash(r, r.Text(a[1])),
                            RSASignaturePadding.Pss
                        )
                )
        );
        on(
            "key_pkcs8",
            1,
            static (r, _, a, _) => OpenSslLibrary.Bytes(r, Of(a[0]).Algorithm.ExportPkcs8PrivateKey())
        );
        on(
            "key_encrypt",
            3,
            static (r, _, a, _) =>
                OpenSslLibrary.Bytes(
                    r,
                    ((RSA)Of(a[0]).Algorithm).Encrypt(OpenSslLibrary.Given(a[1]), Padding(a[2]))
                )
        );
        on(
            "key_decrypt",
            3,
            static (r, _, a, _) =>
                OpenSslLibrary.Bytes(
                    r,
                    ((RSA)Of(a[0]).Algorithm).Decrypt(OpenSslLibrary.Given(a[1]), Padding(a[2]))
                )
        );
    }

    private static RSAEncryptionPadding Padding(object value) =>
        value is 4L ? RSAEncryptionPadding.OaepSHA1 : RSAEncryptionPadding.Pkcs1;

    private static Key Of(object value) => (Key)((RubyNative)value).State;

    private static RubyNative Made(Runtime r, Key key) => new(r.Classes.Object, key);

    public static RubyNative OfRsa(Runtime r, RSA key) => Made(r, new Key(key, false));

    public static RubyNative Private(Runtime r, AsymmetricAlgorithm key) => Made(r, new Key(key, true));

    public static AsymmetricAlgorithm Algorithm(object value) => Of(value).Algorithm;

    public static RubyNative OfCurve(Runtime r, ECDsa key) => Made(r, new Key(key, false));

    public static RSA PrivateRsa(object value) => (RSA)Of(value).Algorithm;

    private static ECCurve Curve(string name) =>
        name switch
        {
            "prime256v1" or "secp256r1" => ECCurve.NamedCurves.nistP256,
            "secp384r1" => ECCurve.NamedCurves.nistP384,
            "secp521r1" => ECCurve.NamedCurves.nistP521,
            _ => throw new CryptographicException($"unknown curve name ({name})"),
        };

    private static Key Read(Runtime r, byte[] given, string? password)
    {
        var text = System.Text.Encoding.Latin1.GetString(given);
        foreach (
            var (algorithm, name) in new (AsymmetricAlgorithm, string)[]
            {
                (RSA.Create(), "rsa"),
                (ECDsa.Create(), "ec"),
            }
        )
        {
            try
            {
                if (text.Contains("-----BEGIN", StringComparison.Ordinal))
                {
                    if (text.Contains("ENCRYPTED PRIVATE KEY", StringComparison.Ordinal))
                    {
                        algorithm.ImportFromEncryptedPem(text, password ?? "");
                        return new Key(algorithm, true);
                    }
                    algorithm.ImportFromPem(text);
                    return new Key(algorithm, text.Contains("PRIVATE KEY", StringComparison.Ordinal));
                }
                return FromDer(algorithm, given);
            }
            catch (Exception failure)
                when (failure is CryptographicException or ArgumentException or AsnContentException)
            {
                algorithm.Dispose();
            }
        }
        throw OpenSslLibrary.Failed(r, "OpenSSL::PKey::PKeyError", "Could not parse PKey: unsupported");
    }

    private static Key FromDer(AsymmetricAlgorithm algorithm, byte[] given)
    {
        var ways = algorithm is RSA rsa
            ? new (bool IsPrivate, Action Import)[]
            {
                (true, () => rsa.ImportRSAPrivateKey(given, out _)),
                (true, () => rsa.ImportPkcs8PrivateKey(given, out _)),
                (false, () => rsa.ImportSubjectPublicKeyInfo(given, out _)),
                (false, () => rsa.ImportRSAPublicKey(given, out _)),
            }
            :
            [
                (true, () => ((ECDsa)algorithm).ImportECPrivateKey(given, out _)),
                (true, () => algorithm.ImportPkcs8PrivateKey(given, out _)),
                (false, () => algorithm.ImportSubjectPublicKeyInfo(given, out _)),
            ];
        foreach (var (isPrivate, import) in ways)
        {
            try
            {
                import();
                return new Key(algorithm, isPrivate);
            }
            catch (CryptographicException)
            {
                // Another form, then.
            }
        }
        throw new CryptographicException("nested asn1 error");
    }

    private static Key Public(Key key)
    {
        AsymmetricAlgorithm copy = key.Algorithm is RSA ? RSA.Create() : ECDsa.Create();
        copy.ImportSubjectPublicKeyInfo(key.Algorithm.ExportSubjectPublicKeyInfo(), out _);
        return new Key(copy, false);
    }

    private static RubyHash Numbers(Runtime r, Key key)
    {
        var hash = r.Hash();
        void Add(string name, byte[]? value)
        {
            if (value is not null)
            {
                hash[r.String(name)] = OpenSslLibrary.Big(value);
            }
        }
        if (key.Algorithm is RSA rsa)
        {
            var parts = rsa.ExportParameters(key.IsPrivate);
            Add("n", parts.Modulus);
            Add("e", parts.Exponent);
            Add("d", parts.D);
            Add("p", parts.P);
            Add("q", parts.Q);
            Add("dmp1", parts.DP);
            Add("dmq1", parts.DQ);
            Add("iqmp", parts.InverseQ);
        }
        else
        {
            var parts = ((ECDsa)key.Algorithm).ExportParameters(key.IsPrivate);
            hash[r.String("point")] = OpenSslLibrary.Bytes(r, [4, .. parts.Q.X!, .. parts.Q.Y!]);
            Add("d", parts.D);
        }
        return hash;
    }

    private static (string Label, byte[] Bytes) Der(Key key, bool isPublic) =>
        (key.Algorithm, key.IsPrivate && !isPublic) switch
        {
            (RSA rsa, true) => ("RSA PRIVATE KEY", rsa.ExportRSAPrivateKey()),
            (ECDsa ec, true) => ("EC PRIVATE KEY", ec.ExportECPrivateKey()),
            _ => ("PUBLIC KEY", key.Algorithm.ExportSubjectPublicKeyInfo()),
        };

    private static string Pem(Key key, bool isPublic)
    {
        var (label, bytes) = Der(key, isPublic);
        return PemEncoding.WriteString(label, bytes) + "\n";
    }
}
