namespace Bunraku.Model;

/// <summary>
/// What a URI that is not relative looks like (RFC 2396), put down as the reference shows it in its messages.
/// </summary>
internal static class UriPattern
{
    private const string Escaped = @"%[a-fA-F\d]{2}";
    private const string Unreserved = @"\-_.!~*'()a-zA-Z\d";
    private const string UserInfo = $"(?:[{Unreserved};:&=+$,]|{Escaped})*";
    private const string Registry = $"(?:[{Unreserved}$,;:@&=+]|{Escaped})+";
    private const string Part = $"(?:[{Unreserved}:@&=+$,]|{Escaped})*";
    private const string Segment = $"{Part}(?:;{Part})*";
    private const string Path = $@"/{Segment}(?:/{Segment})*";
    private const string Query = $@"(?:[{Unreserved};/?:@&=+$,\[\]]|{Escaped})*";
    private const string Opaque = $"(?:[{Unreserved};?:@&=+$,]|{Escaped}){Query}";
    private const string Version4 = @"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}";
    private const string Group = @"[a-fA-F\d]{1,4}";
    private const string Groups = $"(?:{Group}:)*(?:{Group}|{Version4})";
    private const string Version6 = $@"\[(?:{Groups}|(?:(?:{Group}:)*{Group})?::(?:{Groups})?)\]";
    private const string Host = $@"(?:(?:[a-zA-Z0-9\-.]|%\h\h)+|{Version4}|{Version6})";

    public const string Text = $"""
        (?x-mi:
                ([a-zA-Z][\-+.a-zA-Z\d]*):                           (?# 1: scheme)
                (?:
                   ({Opaque})                    (?# 2: opaque)
                |
                   (?:(?:
                     //(?:
                         (?:(?:({UserInfo})@)?        (?# 3: userinfo)
                           (?:({Host})(?::(\d*))?))? (?# 4: host, 5: port)
                       |
                         ({Registry})                 (?# 6: registry)
                       )
                     |
                     (?!//))                           (?# XXX: '//' is the mark for hostport)
                     ({Path})?                    (?# 7: path)
                   )(?:\?({Query}))?                 (?# 8: query)
                )
                (?:\#({Query}))?                  (?# 9: fragment)
              )
        """;
}
