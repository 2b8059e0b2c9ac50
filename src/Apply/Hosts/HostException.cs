using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// The world failed: a disk, a process, a full table. The message is one sentence in the reference's words;
/// the transaction turns it into an event of the resource at hand.
/// </summary>
public sealed class HostException(string message, Exception? inner = null) : Exception(message, inner)
{
    internal static HostException From(UnixException failure) =>
        new($"{failure.Reason} - {failure.Path}", failure);

    internal static HostException From(IOException failure) =>
        failure is UnixException known ? From(known) : new(failure.Message, failure);
}
