using System.Collections.Immutable;

namespace Bunraku.Apply;

/// <summary>The shadow suite's programs, with the reference's sentence of what could not be done.</summary>
internal static class AccountTool
{
    /// <exception cref="HostException">The program ended badly.</exception>
    public static void Run(Host host, string failure, params ImmutableArray<string> command) =>
        Naming(failure, () => HostTool.Run(host, command));

    /// <summary>Lets the failure of an action say what it means for the account.</summary>
    public static void Naming(string failure, Action action)
    {
        try
        {
            action();
        }
        catch (HostException cause)
        {
            throw new HostException($"{failure}: {cause.Message}", cause);
        }
    }
}
