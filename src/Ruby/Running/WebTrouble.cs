namespace Bunraku.Ruby;

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
