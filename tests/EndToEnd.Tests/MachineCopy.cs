using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>
/// A copy of this machine that nobody keeps: an overlay, in namespaces that end with the script that was run
/// beside it. What is in the home's <c>var</c> is seen in it, and stays.
/// </summary>
internal static class MachineCopy
{
    private const string Begin = """
        set -eu
        home=$1 program=$2
        mkdir -p "$home/layer" "$home/root" "$home/var"
        mount -t tmpfs tmpfs "$home/layer"
        mkdir "$home/layer/upper" "$home/layer/work"
        folders="lowerdir=/,upperdir=$home/layer/upper,workdir=$home/layer/work"
        mount -t overlay overlay -o "$folders" "$home/root"
        mount -t proc proc "$home/root/proc"
        mount --rbind /dev "$home/root/dev"
        mount --rbind /sys "$home/root/sys"
        mount -t tmpfs tmpfs "$home/root/run"
        mount --bind "$home/var" "$home/root$home/var"
        ip link set lo up

        """;

    /// <param name="script">
    /// Run by <c>sh</c> outside of the copy, which lies in <c>$home/root</c>; <c>$program</c> is ours.
    /// </param>
    public static Outcome Run(Home home, string script) =>
        RealProgram.Try(
            "unshare",
            [
                "--mount",
                "--pid",
                "--fork",
                "--kill-child",
                "--net",
                "--propagation",
                "private",
                "sh",
                "-c",
                Begin + script,
                "sh",
                home.Folder,
                Product.Executable,
            ]
        );
}
