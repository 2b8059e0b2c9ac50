using System.Text.Json;
using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>The real executable, with all it keeps in a temporary folder of the test's own.</summary>
internal sealed class Home : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("bunraku-story-").FullName;

    /// <summary>A path in the folder.</summary>
    public string this[string name] => Path.Combine(Folder, name);

    public Dictionary<string, string> Variables =>
        new()
        {
            ["XDG_CACHE_HOME"] = this["cache"],
            ["XDG_DATA_HOME"] = this["data"],
            ["XDG_STATE_HOME"] = this["state"],
        };

    public Outcome Try(params IEnumerable<string> arguments) =>
        RealProgram.Try(Product.Executable, arguments, Variables);

    public string Run(params IEnumerable<string> arguments) => Try(arguments).Succeeded;

    /// <summary>
    /// Starts a command that goes on until it is ended. It hears Ctrl-C even if the tests do not, as is so
    /// when a script has sent them to the background.
    /// </summary>
    public Daemon Start(Func<bool> isReady, params IEnumerable<string> arguments) =>
        new("env", ["--default-signal=INT", Product.Executable, .. arguments], isReady, Variables);

    /// <summary>Builds images, and says what came out by name.</summary>
    public Dictionary<string, BuiltImage> Build(params IEnumerable<string> arguments) =>
        Run(["build", "--json", .. arguments])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(news => news.GetProperty("event").GetString() == "image")
            .Select(BuiltImage.Read)
            .ToDictionary(image => image.Name);

    /// <summary>The digest of an image in the store, or null when it has none of that name.</summary>
    public string? DigestOf(string image) =>
        JsonDocument
            .Parse(Run("images", "--json"))
            .RootElement.EnumerateArray()
            .Where(entry =>
                entry.GetProperty("name").GetString()!.Contains($"/{image}:", StringComparison.Ordinal)
            )
            .Select(entry => entry.GetProperty("digest").GetString())
            .SingleOrDefault();

    /// <summary>Writes a site of one manifest and one image, and returns its folder.</summary>
    public string Site(string image, string manifest, string from = "debootstrap:bookworm")
    {
        var site = this["site-" + image.Replace('/', '-')];
        Directory.CreateDirectory(site);
        File.WriteAllText(
            Path.Combine(site, "bunraku.yaml"),
            $"manifest: site.pp\nimages:\n  {image}: {{ from: '{from}', cmd: [sleep, infinity] }}\n"
        );
        File.WriteAllText(Path.Combine(site, "site.pp"), manifest);
        return site;
    }

    /// <summary>A copy of the binary for accounts that cannot read the repository; its folder.</summary>
    public string CopyOfTool()
    {
        RealProgram.Run("cp", "--recursive", Product.Folder, this["tool"]);
        return this["tool"];
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
