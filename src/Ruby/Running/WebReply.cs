namespace Bunraku.Ruby;

/// <summary>What a server answered, or what went wrong on the way.</summary>
public sealed record WebReply(
    WebTrouble Trouble,
    string Reason,
    int Status = 0,
    string Version = "1.1",
    IReadOnlyList<KeyValuePair<string, string>>? Headers = null,
    byte[]? Body = null
);
