#!/bin/sh
# SPDX-License-Identifier: MIT
# A series is built by a real Slurm job array on two nodes (one slurmctld and
# two slurmd on this host, without munge), joined, and compared with what one
# run makes. `make test-slurm`: it is no part of `make test`, since it installs
# Slurm and wants to be root.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh
# Nodes that are gone for good would be waited for.
stop() {
    [ -n "${controller:-}" ] && kill "$controller" 2>/dev/null
    for node in "$work"/node*.pid; do
        [ -f "$node" ] && kill "$(cat "$node")" 2>/dev/null
    done
    wait
}
trap 'stop; chmod -R u+w "$work"; rm -rf "$work" "$out" "$err"' EXIT
if [ "$(id -u)" -ne 0 ]; then
    echo 'skipped: slurmd wants to be root'
    exit 0
fi
for program in slurmctld slurmd sbatch parallel; do
    command -v $program >/dev/null && continue
    apt-get install -y -qq --no-install-recommends slurmctld slurmd \
        slurm-client parallel >/dev/null || exit 1
done

# ----- Two nodes of one host -----
chmod 755 "$work"
mkdir -p "$work/state" "$work/one" "$work/two"
host=$(hostname -s)
export SLURM_CONF="$work/slurm.conf"
cat >"$SLURM_CONF" <<END
ClusterName=qalam
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=16817
AuthType=auth/none
CredType=cred/none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SchedulerType=sched/builtin
SelectType=select/linear
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
ReturnToService=2
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$work/state
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/node-%n.pid
SlurmdSpoolDir=$work/%n
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/%n.log
NodeName=one NodeHostname=$host NodeAddr=127.0.0.1 Port=16818 CPUs=1
NodeName=two NodeHostname=$host NodeAddr=127.0.0.1 Port=16819 CPUs=1
PartitionName=all Nodes=one,two Default=YES State=UP MaxTime=10
END
slurmctld -D >/dev/null 2>&1 &
controller=$!
for node in one two; do
    slurmd -D -N $node >/dev/null 2>&1 &
    echo $! >"$work/node-$node.pid"
done
name=nodes
for second in $(seq 30); do
    [ "$(sinfo -h -o %T 2>/dev/null | sort -u)" = idle ] && break
    sleep 1
done
sinfo -h -N -o '%N %T' >"$out" 2>"$err"
prints 'one idle'
prints 'two idle'

# ----- A job array -----
sums() { # of outputs, in an order
    (cd "$1" && find . -name .qalam -prune -o -type f -print |
        LC_ALL=C sort | xargs -d '\n' sha256sum)
}
sh tests/hosts/brief.sh "$work/texts" 24
run whole 0 "$QALAM" build --quiet -o "$work/whole" "$work/texts"
# As docs/automation.md shows it: one job a shard, and one that waits for all of them.
cat >"$work/series.sbatch" <<END
#!/bin/sh
#SBATCH --array=1-4
"$QALAM" build --quiet --shard "\$SLURM_ARRAY_TASK_ID/\$SLURM_ARRAY_TASK_COUNT" \\
    -o "$work/out" "$work/texts"
echo "\$SLURMD_NODENAME" >"$work/ran-\$SLURM_ARRAY_TASK_ID"
END
run submit 0 sbatch --parsable --output="$work/job-%a.log" "$work/series.sbatch"
job=$(cat "$out")
run join 0 sbatch --wait --dependency="afterok:$job" --output="$work/join.log" \
    --wrap="'$QALAM' build --join -o '$work/out' '$work/texts'"
cat "$work"/job-*.log "$work/join.log" 2>/dev/null
name=array-is-one-run
sums "$work/whole" >"$work/sums-whole"
sums "$work/out" >"$work/sums-out"
same "$work/sums-whole" "$work/sums-out"
name=both-nodes-worked
if [ "$(cat "$work"/ran-* | sort -u | tr '\n' ' ')" = 'one two ' ]; then
    pass
else
    fail 'one node did everything'
fi
run nothing-left 0 "$QALAM" build -o "$work/out" "$work/texts"
grep -q 'out/' "$err" && fail 'something was built again'

# ----- GNU parallel, a work folder a host, brought together -----
cd "$work" || exit 1
run parallel 0 parallel -j2 \
    "mkdir -p host{} && cd host{} &&
    '$QALAM' build --quiet --shard {}/3 -o out ../texts" ::: 1 2 3
mkdir together
for host in 1 2 3; do
    cp -R "host$host/out/." together/
done
run join-folders 0 "$QALAM" build --join -o together texts
name=parallel-is-one-run
sums together >sums-together
same sums-whole sums-together
finish
