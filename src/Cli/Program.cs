using System.Reflection;

namespace Bunraku.Cli;

/// <summary>Where the process starts.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is ["--version"])
        {
            Console.Out.WriteLine("bunraku " + Version);
            return 0;
        }
        Console.Error.WriteLine("usage: bunraku --version");
        return 1;
    }

    private static string Version =>
        typeof(Program)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion;
}
