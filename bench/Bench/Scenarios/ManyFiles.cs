using System.Globalization;
using System.Text;

namespace Bunraku.Bench;

/// <summary>As many `file` resources with content and mode, each declared for itself.</summary>
internal sealed class ManyFiles(int count, bool isInSync)
    : Scenario(
        string.Create(CultureInfo.InvariantCulture, $"files-{count}-{(isInSync ? "in-sync" : "created")}"),
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} files {(isInSync ? "in sync" : "created")}")
    )
{
    private const UnixFileMode Mode = (UnixFileMode)0b110_100_100;

    public override Contestants Prepare(string folder)
    {
        var puppet = Tree(folder, "puppet");
        var bunraku = Tree(folder, "bunraku");
        var floor = Tree(folder, "floor");
        return new(
            new Contestant("`puppet apply`", Programs.PuppetApply(folder, Manifest(puppet)))
            {
                Prepare = () => Reset(puppet),
            },
            new Contestant("`bunraku apply`", Programs.BunrakuApply(folder, Manifest(bunraku)))
            {
                Prepare = () => Reset(bunraku),
            },
            isInSync
                ? new Contestant("each file looked at and read, in C#", () => Look(floor))
                {
                    Prepare = () => Write(floor),
                }
                : new Contestant("each file written, in C#", () => Write(floor))
                {
                    Prepare = () => Reset(floor),
                }
        );
    }

    private static string Tree(string folder, string name) =>
        Directory.CreateDirectory(Path.Combine(folder, name)).FullName;

    private string Manifest(string tree)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"file {{ '{NameOf(tree, i)}': ensure => file, mode => '0644', content => \"{Content(i)}\\n\" }}\n"
            );
        }
        var path = tree + ".pp";
        File.WriteAllText(path, text.ToString());
        return path;
    }

    /// <summary>The first run makes the files; then they are in sync unless they are taken away.</summary>
    private void Reset(string tree)
    {
        if (!isInSync)
        {
            Directory.Delete(tree, recursive: true);
            Directory.CreateDirectory(tree);
        }
    }

    private void Write(string tree)
    {
        for (var i = 0; i < count; i++)
        {
            File.WriteAllText(NameOf(tree, i), Content(i) + "\n");
            File.SetUnixFileMode(NameOf(tree, i), Mode);
        }
    }

    private void Look(string tree)
    {
        for (var i = 0; i < count; i++)
        {
            if (
                File.GetUnixFileMode(NameOf(tree, i)) != Mode
                || File.ReadAllText(NameOf(tree, i)) != Content(i) + "\n"
            )
            {
                throw new InvalidOperationException($"{NameOf(tree, i)} is not what was written");
            }
        }
    }

    private static string NameOf(string tree, int i) =>
        string.Create(CultureInfo.InvariantCulture, $"{tree}/file{i}");

    private static string Content(int i) =>
        string.Create(CultureInfo.InvariantCulture, $"content of file {i}");
}
