namespace Bunraku.Ruby;

/// <summary>What code asks a server on the web.</summary>
/// <param name="Verifies">Whether the server has to prove who it is.</param>
/// <param name="Authorities">Certificates in PEM that are trusted besides those of the machine, or null.</param>
public sealed record WebRequest(
    string Method,
    Uri Address,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    byte[]? Body,
    TimeSpan OpenTimeout,
    TimeSpan ReadTimeout,
    bool Verifies,
    string? Authorities,
    Uri? Proxy
);

/// <summary>Why there is no answer.</summary>
public enum WebTrouble
{
    None,
    UnknownName,
    Refused,
    Unreachable,
    OpenTimeout,
    ReadTimeout,
    Insecure,
    Ended,
}

/// <summary>What a server answered, or what went wrong on the way.</summary>
public sealed record WebReply(
    WebTrouble Trouble,
    string Reason,
    int Status = 0,
    string Version = "1.1",
    IReadOnlyList<KeyValuePair<string, string>>? Headers = null,
    byte[]? Body = null
);
