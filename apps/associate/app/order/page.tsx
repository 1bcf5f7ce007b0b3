import type { Metadata } from "next";
import { OrderScreen } from "../../src/features/orders/order-screen.tsx";

export const metadata: Metadata = { title: "Order" };

export default function Page() {
  return <OrderScreen />;
}
