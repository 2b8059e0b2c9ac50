namespace Bunraku.Ruby;

/// <summary>What code asks a server on the web.</summary>
/// <param name="Verifies">Whether the server has to prove who it is.</param>
/// <param name="Authorities">Certificates in PEM that are trusted besides those of the machine, or
/// null.</param>
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
