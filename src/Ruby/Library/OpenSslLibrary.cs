using System.Numerics;
using System.Security.Cryptography;

namespace Bunraku.Ruby;

/// <summary>
/// What <c>openssl.rb</c> stands on: digests, ciphers, keys and certificates of the framework, as
/// functions of one module.
/// </summary>
internal static class OpenSslLibrary
{
    /// <summary>How often a key may be derived: no step counts the turns.</summary>
    private const int MostIterations = 10_000_000;

    public static void Define(Runtime r)
    {
        var outer = r.NewModule(null);
        r.SetConstant(r.Classes.Object, "OpenSSL", outer);
        var native = r.NewModule(null);
        r.SetConstant(outer, "Native", native);
        void On(string name, int count, NativeBody body) =>
            r.DefineOwn(
                native,
                name,
                count,
                count,
                (ruby, self, a, b) => Told(ruby, name, () => body(ruby, self, a, b))
            );
        On("hmac", 3, static (r, _, a, _) => Bytes(r, Mac(r, r.Text(a[0]), Given(a[1]), Given(a[2]))));
        On(
            "pbkdf2",
            5,
            static (r, _, a, _) =>
                r.Int(a[2]) > MostIterations || r.Int(a[3]) > r.Limits.Size
                    ? throw r.Error("ArgumentError", "so much takes too long to derive")
                    : Bytes(
                        r,
                        Rfc2898DeriveBytes.Pbkdf2(
                            Given(a[0]),
                            Given(a[1]),
                            (int)r.Int(a[2]),
                            Hash(r, r.Text(a[4])),
                            (int)r.Int(a[3])
                        )
                    )
        );
        On("cipher", 6, static (r, _, a, _) => Bytes(r, Cipher(r, a)));
        On("cipher_gcm", 6, static (r, _, a, _) => Counted(r, a));
        On(
            "random",
            1,
            static (r, _, a, _) =>
                r.Int(a[0]) <= r.Limits.Size
                    ? Bytes(r, r.Doors.Random((int)r.Int(a[0])))
                    : throw r.Error("ArgumentError", "argument too big")
        );
        OpenSslKeys.Define(r, On);
        OpenSslCertificates.Define(r, On);
    }

    /// <summary>What the framework refuses is an error of the library.</summary>
    private static object Told(Runtime r, string name, Func<object> run)
    {
        try
        {
            return run();
        }
        catch (Exception failure)
            when (failure is CryptographicException or System.Formats.Asn1.AsnContentException)
        {
            throw Failed(
                r,
                name.Contains("key", StringComparison.Ordinal) ? "OpenSSL::PKey::PKeyError"
                    : name.Contains("cipher", StringComparison.Ordinal) ? "OpenSSL::Cipher::CipherError"
                    : name.Contains("pkcs7", StringComparison.Ordinal) ? "OpenSSL::PKCS7::PKCS7Error"
                    : name.Contains("certificate", StringComparison.Ordinal)
                        ? "OpenSSL::X509::CertificateError"
                    : "OpenSSL::OpenSSLError",
                failure.Message.Split('\n')[0].TrimEnd('.', '\r')
            );
        }
    }

    public static Exception Failed(Runtime r, string type, string message) =>
        r.Error((RubyModule)r.FindConstant(type)!, message);

    public static byte[] Given(object value) => ((RubyString)value).Bytes;

    public static RubyString Bytes(Runtime r, byte[] bytes) =>
        EncodingMethods.FromBytes(r, bytes, RubyEncoding.Binary);

    public static object Big(byte[] bigEndian) =>
        Integers.Of(new BigInteger(bigEndian, isUnsigned: true, isBigEndian: true));

    public static HashAlgorithmName Hash(Runtime r, string name) =>
        name.ToUpperInvariant().Replace("-", "", StringComparison.Ordinal) switch
        {
            "MD5" => HashAlgorithmName.MD5,
            "SHA1" => HashAlgorithmName.SHA1,
            "SHA256" => HashAlgorithmName.SHA256,
            "SHA384" => HashAlgorithmName.SHA384,
            "SHA512" => HashAlgorithmName.SHA512,
            _ => throw r.Error(
                "RuntimeError",
                $"Unsupported digest algorithm ({name}).: unknown object name"
            ),
        };

    private static byte[] Mac(Runtime r, string name, byte[] key, byte[] data)
    {
        using var mac = IncrementalHash.CreateHMAC(Hash(r, name), key);
        mac.AppendData(data);
        return mac.GetHashAndReset();
    }

    /// <summary>AES-GCM: direction, key, initial vector, text, what is signed with it, and the tag.</summary>
    private static RubyArray Counted(Runtime r, object[] a)
    {
        var (vector, text, besides) = (Given(a[2]), Given(a[3]), Given(a[4]));
        using var cipher = new AesGcm(Given(a[1]), 16);
        var (output, tag) = (new byte[text.Length], Given(a[5]));
        if (Runtime.IsTrue(a[0]))
        {
            tag = new byte[16];
            cipher.Encrypt(vector, text, output, tag, besides);
        }
        else
        {
            cipher.Decrypt(vector, text, tag, output, besides);
        }
        return r.Array([Bytes(r, output), Bytes(r, tag)]);
    }

    /// <summary>A whole text: name, direction, key, initial vector, text, and whether it is padded.</summary>
    private static byte[] Cipher(Runtime r, object[] a)
    {
        var parts = r.Text(a[0]).ToUpperInvariant().Split('-');
        var (encrypts, key, vector, text) = (Runtime.IsTrue(a[1]), Given(a[2]), Given(a[3]), Given(a[4]));
        using SymmetricAlgorithm cipher = parts[0].StartsWith("AES", StringComparison.Ordinal)
            ? Aes.Create()
            : TripleDES.Create();
        cipher.Key = key;
        var padding = Runtime.IsTrue(a[5]) ? PaddingMode.PKCS7 : PaddingMode.None;
        var isChained = parts[^1] != "ECB";
        return (encrypts, isChained) switch
        {
            (true, true) => cipher.EncryptCbc(text, vector, padding),
            (false, true) => cipher.DecryptCbc(text, vector, padding),
            (true, false) => cipher.EncryptEcb(text, padding),
            _ => cipher.DecryptEcb(text, padding),
        };
    }
}
