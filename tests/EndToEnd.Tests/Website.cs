using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>The site in <c>examples/website</c>, built once for all stories.</summary>
public sealed class Website : IDisposable
{
    internal const string Greeting = "Good evening, and welcome to the theatre";
    internal const string WebServer = "website/webserver";
    internal const string Database = "website/database";
    internal const string Cachier = "cachier";

    public Website()
    {
        try
        {
            Images = Home.Build(Site);
        }
        catch
        {
            Home.Dispose();
            throw;
        }
    }

    internal static string Site { get; } = Path.Combine(CaseFile.Root, "examples/website");

    internal Home Home { get; } = new();

    internal Dictionary<string, BuiltImage> Images { get; }

    /// <summary>
    /// A copy of the site whose images are named <c>NAME/…</c>, so that building it leaves the tags of the
    /// first alone.
    /// </summary>
    internal string Copy(string name)
    {
        var copy = Home["site-" + name];
        RealProgram.Run("cp", "--recursive", Site, copy);
        var siteFile = Path.Combine(copy, "bunraku.yaml");
        File.WriteAllText(
            siteFile,
            File.ReadAllText(siteFile).Replace("  website/", $"  {name}/", StringComparison.Ordinal)
        );
        return copy;
    }

    public void Dispose() => Home.Dispose();
}

/// <summary>Stories are told one after the other: most look at all processes of the machine.</summary>
[CollectionDefinition(Name)]
public sealed class Stories : ICollectionFixture<Website>
{
    public const string Name = "stories";
}
