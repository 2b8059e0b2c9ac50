using System.Security.Cryptography;
using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// How values of INI settings are shown: in full or as a digest where differences may be shown, else not
/// at all.
/// </summary>
internal static class IniValues
{
    public static Finding Find(Resource desired, string value)
    {
        var wanted = desired.Text("value") ?? "";
        return desired.Text("show_diff") switch
        {
            "false" => new Finding(value) { Before = Finding.Redacted, After = Finding.Redacted },
            "md5" => new Finding(value)
            {
                Before = Digest(value),
                After = Digest(wanted),
                IsShownAsDiff = true,
            },
            _ => new Finding(value)
            {
                Before = value,
                After = wanted,
                IsShownAsDiff = true,
            },
        };
    }

    private static string Digest(string text) =>
        "{md5}" + Convert.ToHexStringLower(MD5.HashData(UnixText.Encode(text)));
}
