// The worker: answers messages one after the other.

import { Service } from "./service.mjs";

const service = new Service((reply) => postMessage(reply));
onmessage = ({ data }) => service.take(data);
